"""The floor's templates: the pages' own shape in plain Jinja, every word written out."""

HEAD = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{% endblock %} · {{ club.name }}</title>
<link rel="stylesheet" href="/static/0123456789abcdef/pages.css">
<link rel="stylesheet" href="/static/0123456789abcdef/controls.css">
<link rel="stylesheet" href="/static/0123456789abcdef/tables.css">
<link rel="stylesheet" href="/static/0123456789abcdef/cards.css"
 media="screen and (max-width: 67em)">
<link rel="icon" href="/static/0123456789abcdef/icon.svg" type="image/svg+xml">
</head>
<body class="{% block look %}dense{% endblock %}">
<a class="skip" href="#main">Đến thẳng nội dung</a>
<header>
{% block way %}{% endblock %}
<p class="language"><a href="?lang=en" lang="en" hreflang="en">English</a></p>
</header>
<main id="main" tabindex="-1">
{% block page %}{% endblock %}
</main>
<footer>
<p>Ở đây chỉ xem sổ, không sửa được gì.</p>
{% block clubs %}<p><a href="/clubs/">Tất cả câu lạc bộ</a></p>{% endblock %}
</footer>
</body>
</html>
"""

FRONT = """{% extends "head.html" %}
{% block title %}Trang đầu{% endblock %}
{% block look %}front{% endblock %}
{% block clubs %}{% endblock %}
{% block way %}<p class="way"><a href="/clubs/">Tất cả câu lạc bộ</a></p>{% endblock %}
{% block page %}
<h1>{{ club.name }}</h1>
<p class="scope">Sổ ghi đến {{ last_day.strftime("%d/%m/%Y") }}</p>
<div class="halves">
<div class="half">
<section aria-labelledby="box">
<h2 id="box">Tiền mặt trong hòm</h2>
<p class="sum"><a href="/clubs/{{ club.code }}/cash-book">{{ total.cash|figure }} ₫</a></p>
<table class="book funds">
<caption>Tiền của từng quỹ, tính bằng đồng</caption>
<thead>
<tr>
<th scope="col" class="lead">Quỹ</th>
<th scope="col" class="n key">Tiền mặt</th>
<th scope="col" class="n">Ngân hàng</th>
<th scope="col" class="n">Đang cho vay</th>
</tr>
</thead>
<tbody>
{% for fund in funds %}
<tr><th scope="row" class="lead">{{ fund.name }}</th>
{%- if fund.cash is not none %}<td class="n key"><a href="/clubs/{{ club.code }}/cash-book
{%- if fund.code %}?fund={{ fund.code }}{% endif %}">{{ fund.cash|figure }}</a></td>
{%- else %}<td></td>{% endif %}
{%- if fund.bank %}<td class="n" data-title="Ngân hàng"><a href="/clubs/{{ club.code -}}
/ledger?account=112{% if fund.code %}&amp;fund={{ fund.code }}{% endif %}">
{{- fund.bank|figure }}</a></td>
{%- else %}<td></td>{% endif %}
{%- if fund.loans %}<td class="n" data-title="Đang cho vay"><a href="/clubs/
{{- club.code }}/loans">{{ fund.loans|figure }}</a></td>
{%- else %}<td></td>{% endif %}</tr>
{% endfor %}
</tbody>
</table>
<p class="counts"><a class="on" href="/clubs/{{ club.code }}/members">Thành viên: {{ members }}</a>
<a class="on" href="/clubs/{{ club.code }}/loans">Khoản còn nợ: {{ loans }}</a></p>
</section>
<section class="later" aria-labelledby="last">
<h2 id="last">Ghi gần đây nhất</h2>
<table class="book last">
<caption class="unseen">Những khoản ghi gần đây nhất, tính bằng đồng</caption>
<thead>
<tr>
<th scope="col" class="d">Ngày</th>
<th scope="col" class="w">Chứng từ</th>
<th scope="col" class="lead">Diễn giải</th>
<th scope="col" class="n key">Thu</th>
<th scope="col" class="n key">Chi</th>
<th scope="col" class="n key">Khác</th>
</tr>
</thead>
<tbody>
{% for entry in last %}
<tr><td class="d">{{ entry.occurred_on.strftime("%d/%m/%Y") }}</td><td class="w">
{%- set link = "/clubs/" ~ club.code ~ "/entries/" ~ entry.entry_no -%}
<a href="{{ link }}">{{ entry.series }} {{ entry.no }}</a></td><th scope="row" class="lead">
{{- "" }}<a href="{{ link }}">{{ entry.narration }}</a></th>
{%- if entry.cash > 0 %}<td class="n key" data-title="Thu">{{ entry.cash|figure }}</td>
{%- else %}<td></td>{% endif %}
{%- if entry.cash < 0 %}<td class="n key" data-title="Chi">{{ (-entry.cash)|figure }}</td>
{%- else %}<td></td>{% endif %}
{%- if not entry.cash %}<td class="n key" data-title="Khác">{{ entry.besides|figure }}</td>
{%- else %}<td></td>{% endif %}</tr>
{% endfor %}
</tbody>
</table>
<p><a class="on" href="/clubs/{{ club.code }}/journal">Xem tất cả trong sổ nhật ký chung</a></p>
</section>
</div>
<div class="half">
<form class="find" method="get" action="/clubs/{{ club.code }}/members" role="search">
<label for="name">Tìm thành viên</label>
<p class="hint" id="name-hint">Gõ một phần tên là đủ, không cần dấu.</p>
<div class="row"><input id="name" name="name" type="search" value="" autocomplete="off"
 maxlength="100" aria-describedby="name-hint">
<button>Tìm</button></div>
</form>
<section class="later" aria-labelledby="months">
<h2 id="months">Qua từng tháng</h2>
<table class="bars">
<caption>Tiền đang cho vay và tiền còn giữ (trong hòm, trong ngân hàng) cuối mỗi tháng</caption>
<thead><tr><th scope="col">Tháng</th><th class="drawn" aria-hidden="true"></th>
<th scope="col" class="n"><span class="first" aria-hidden="true">■</span> Đang cho vay</th>
<th scope="col" class="n"><span class="second" aria-hidden="true">■</span> Còn giữ</th></tr></thead>
<tbody>
{% for month in months %}
<tr><th scope="row">{{ month.period[5:] }}/{{ month.period[:4] }}</th><td class="drawn">
{%- set first = month.lent * 1000 // longest %}<svg class="bar" viewBox="0 0 1000 10"
 preserveAspectRatio="none" aria-hidden="true" focusable="false">
<rect class="first" x="0" y="0" width="{{ first }}" height="10"></rect>
<rect class="second" x="{{ first }}" y="0" width="{{ month.at_hand * 1000 // longest }}"
 height="10"></rect>
</svg>
</td><td class="n lent" data-title="Đang cho vay">{{ month.lent|figure }}</td>
{{- "" }}<td class="n at-hand" data-title="Còn giữ">{{ month.at_hand|figure }}</td></tr>
{% endfor %}
</tbody>
</table>
</section>
</div>
</div>
<nav aria-labelledby="books">
<h2 id="books">Sổ và báo cáo</h2>
<ul class="list">
{% for name, title, what in books %}
<li><a href="/clubs/{{ club.code }}/{{ name }}"><strong>{{ title }}</strong>
 <span>{{ what }}</span></a></li>
{% endfor %}
</ul>
</nav>
{% endblock %}
"""

FORM = """<nav class="ways" aria-label="Ngày khác">
{% if before %}<ul class="steps">
<li><a class="back" href="?month={{ before }}" rel="prev">tháng {{ before }}</a></li>
<li><a class="forth" href="?month={{ after }}" rel="next">tháng {{ after }}</a></li>
</ul>{% endif %}
<ul class="choice" aria-label="Năm">
{% for year in years %}
<li><a href="/clubs/{{ club.code }}/{{ name }}?year={{ year }}">{{ year }}</a></li>
{% endfor %}
</ul>
</nav>
<details class="ask">
<summary>Chọn ngày, chọn quỹ</summary>
<ul class="choice months" aria-label="Tháng">
{% for month in months %}
<li><a href="/clubs/{{ club.code }}/{{ name }}?month={{ month }}">tháng {{ month }}</a></li>
{% endfor %}
</ul>
<form method="get" action="/clubs/{{ club.code }}/{{ name }}">
<div class="field"><label for="begin">Từ ngày</label>
<input id="begin" name="begin" value="{{ begin.strftime("%d/%m/%Y") }}" inputmode="numeric"
 maxlength="10" autocomplete="off" aria-describedby="day-hint"></div>
<div class="field"><label for="end">Đến ngày</label>
<input id="end" name="end" value="{{ end.strftime("%d/%m/%Y") }}" inputmode="numeric"
 maxlength="10" autocomplete="off" aria-describedby="day-hint"></div>
<p class="hint" id="day-hint">Viết ngày như 10/03/2026</p>
<div class="field"><label for="fund">Quỹ</label>
<select id="fund" name="fund"><option value="">Tất cả các quỹ</option>
{% for fund in funds %}
<option value="{{ fund.fund }}">{{ fund.name_vi }}</option>
{% endfor %}
</select></div>
<div class="field"><label for="known_at">Theo sổ ghi đến lúc (cho người kiểm tra)</label>
<input id="known_at" name="known_at" value="" maxlength="40" autocomplete="off"
 aria-describedby="known-hint">
<p class="hint" id="known-hint">Viết như 10/03/2026 14:30: khoản nào ghi vào sổ sau lúc đó thì
 không tính.</p></div>
<button>Xem</button>
</form>
</details>
"""

REPORT = """{% extends "head.html" %}
{% block title %}{{ title }}{% endblock %}
{% block way %}
<nav class="way" aria-label="Đường quay lại">
<ol>
<li><a href="/clubs/{{ club.code }}/">{{ club.name }}</a></li>
<li aria-current="page">{{ title }}</li>
</ol>
</nav>
{% endblock %}
{% block page %}
<h1>{{ title }}</h1>
<ul class="scope">
<li>Từ {{ begin.strftime("%d/%m/%Y") }} đến {{ end.strftime("%d/%m/%Y") }}</li>
<li>Toàn câu lạc bộ, tất cả các quỹ</li>
<li>Đơn vị tính: đồng</li>
</ul>
{% include "form.html" %}
{% block table %}{% endblock %}
<nav class="files" aria-labelledby="files">
<h2 id="files">Tải về hoặc in</h2>
<ul>
{% for kind in ("pdf", "xlsx", "csv") %}
<li><a href="/clubs/{{ club.code }}/{{ name }}.{{ kind }}?begin={{ begin }}&amp;end={{ end }}">
{{- kind.upper() }}</a></li>
{% endfor %}
</ul>
</nav>
{% endblock %}
"""

TRIAL_BALANCE = """{% extends "report.html" %}
{% block table %}
<table class="book trial-balance">
<caption class="unseen">Bảng cân đối phát sinh</caption>
<thead>
<tr>
<th scope="col" class="w">Tài khoản</th>
<th scope="col" class="lead">Tên</th>
<th scope="col" class="n">Nợ đầu kỳ</th>
<th scope="col" class="n">Có đầu kỳ</th>
<th scope="col" class="n">Nợ</th>
<th scope="col" class="n">Có</th>
<th scope="col" class="n key">Nợ cuối kỳ</th>
<th scope="col" class="n key">Có cuối kỳ</th>
</tr>
</thead>
<tbody>
{% for row in rows %}
{% set link = "/clubs/" ~ club.code ~ "/ledger?account=" ~ row.account %}
<tr><td class="w"><a href="{{ link }}&amp;begin={{ begin }}&amp;end={{ end }}">
{{- row.account }}</a></td><th scope="row" class="lead">
{{- "" }}<a href="{{ link }}&amp;begin={{ begin }}&amp;end={{ end }}">{{ row.name }}</a></th>
{%- if row.before > 0 %}<td class="n" data-title="Nợ đầu kỳ">
{{- "" }}<a href="{{ link }}&amp;end={{ day_before }}">{{ row.before|figure }}</a></td>
{%- else %}<td></td>{% endif %}
{%- if row.before < 0 %}<td class="n" data-title="Có đầu kỳ">
{{- "" }}<a href="{{ link }}&amp;end={{ day_before }}">{{ (-row.before)|figure }}</a></td>
{%- else %}<td></td>{% endif %}
{%- if row.debit %}<td class="n" data-title="Nợ">
{{- "" }}<a href="{{ link }}&amp;begin={{ begin }}&amp;end={{ end }}">
{{- row.debit|figure }}</a></td>
{%- else %}<td></td>{% endif %}
{%- if row.credit %}<td class="n" data-title="Có">
{{- "" }}<a href="{{ link }}&amp;begin={{ begin }}&amp;end={{ end }}">
{{- row.credit|figure }}</a></td>
{%- else %}<td></td>{% endif %}
{%- if row.after > 0 %}<td class="n key" data-title="Nợ cuối kỳ">
{{- "" }}<a href="{{ link }}&amp;end={{ end }}">{{ row.after|figure }}</a></td>
{%- else %}<td></td>{% endif %}
{%- if row.after < 0 %}<td class="n key" data-title="Có cuối kỳ">
{{- "" }}<a href="{{ link }}&amp;end={{ end }}">{{ (-row.after)|figure }}</a></td>
{%- else %}<td></td>{% endif %}</tr>
{% endfor %}
<tr class="total"><td></td><th scope="row" class="lead">Cộng</th>
{%- for title, sum in sums %}<td class="n" data-title="{{ title }}">{{ sum|figure }}</td>
{%- endfor %}</tr>
</tbody>
</table>
{% endblock %}
"""

JOURNAL = """{% extends "report.html" %}
{% block table %}
<table class="book journal">
<caption class="unseen">Sổ nhật ký chung</caption>
<thead>
<tr>
<th scope="col" class="n">Bút toán</th>
<th scope="col" class="d">Ngày</th>
<th scope="col" class="w">Chứng từ</th>
<th scope="col" class="lead">Diễn giải</th>
<th scope="col" class="w">Tài khoản</th>
<th scope="col">Tên</th>
<th scope="col" class="w">Quỹ</th>
<th scope="col" class="n">Nợ</th>
<th scope="col" class="n">Có</th>
</tr>
</thead>
<tbody>
{% for entry in entries %}
{% set link = "/clubs/" ~ club.code ~ "/entries/" ~ entry.entry_no %}
{% for line in lines[entry.entry_no] %}
<tr{% if not loop.first %} class="more"{% endif %}>
{%- if loop.first %}<td class="n" data-title="Bút toán"><a href="{{ link }}">
{{- entry.entry_no|figure }}</a></td>
{{- "" }}<td class="d">{{ entry.occurred_on.strftime("%d/%m/%Y") }}</td>
{{- "" }}<td class="w"><a href="{{ link }}">{{ vouchers[entry.entry_no] }}</a></td>
{{- "" }}<th scope="row" class="lead">{{ entry.narration }}</th>
{%- else %}<td></td><td></td><td></td><td></td>{% endif -%}
<td class="w">{{ line.account }}</td><td>{{ line.account_name }}</td>
{{- "" }}<td class="w">{{ line.fund_name }}</td>
{%- if line.debit %}<td class="n" data-title="Nợ">{{ line.debit|figure }}</td>
{%- else %}<td></td>{% endif %}
{%- if line.credit %}<td class="n" data-title="Có">{{ line.credit|figure }}</td>
{%- else %}<td></td>{% endif %}</tr>
{% endfor %}
{% endfor %}
<tr class="total"><td></td><td></td><td></td><th scope="row" class="lead">Cộng</th>
{{- "" }}<td></td><td></td><td></td><td class="n" data-title="Nợ">{{ total|figure }}</td>
{{- "" }}<td class="n" data-title="Có">{{ total|figure }}</td></tr>
</tbody>
</table>
{% endblock %}
"""

TEMPLATES = {
    "head.html": HEAD,
    "front.html": FRONT,
    "form.html": FORM,
    "report.html": REPORT,
    "trial-balance.html": TRIAL_BALANCE,
    "journal.html": JOURNAL,
}
