"""The kinds of accounts and funds, and the chart that a new club begins with."""

from dataclasses import dataclass
from enum import StrEnum


class AccountType(StrEnum):
    """Where an account stands in the statements."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"

    @property
    def is_permanent(self) -> bool:
        """Tell whether the balance is carried into the next year (balance sheet accounts)."""
        return self not in {AccountType.INCOME, AccountType.EXPENSE}


class Side(StrEnum):
    """The normal side of an account: the one on which its balance usually stands."""

    DEBIT = "debit"
    CREDIT = "credit"


class FundKind(StrEnum):
    """What a fund is for (Decision 1336 asks for the first two; DOMAIN.md, section 2.1)."""

    INCOME_GENERATION = "income"
    ACTIVITY = "activity"
    MUTUAL_HELP = "mutual"


@dataclass(frozen=True, slots=True)
class Account:
    """A place in the chart; `number` begins with the numbers of the accounts above it."""

    number: str
    type: AccountType
    normal_side: Side
    name_vi: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Fund:
    """A purse with its own balance sheet; `equity_account` takes its transfers."""

    code: str
    kind: FundKind
    equity_account: str
    name_vi: str
    name_en: str


CASH = "111"
BANK = "112"
LOANS_CURRENT = "1321"
LOANS_OVERDUE = "1322"
INTEREST_RECEIVABLE = "1323"
CASH_SHORT = "1381"
ADVANCES = "141"
ALLOWANCE = "229"
CASH_SURPLUS = "3381"
OTHER_PAYABLES = "3388"
LENT_CAPITAL = "341"
MEMBER_CAPITAL = "4114"
LOAN_INTEREST = "5111"
DUES = "5112"
DONATIONS = "5113"
JOINT_INCOME = "5114"
OTHER_INCOME = "5118"
BANK_INTEREST = "515"
LOAN_LOSSES = "635"
ADMINISTRATION = "6429"
RESULT = "911"
UNDISTRIBUTED = "421"

MONEY_ACCOUNTS = (CASH, BANK)
"""Accounts that hold money, so that no fund's balance in them may fall below zero."""

LOAN_ACCOUNTS = (LOANS_CURRENT, LOANS_OVERDUE)
"""Accounts whose lines name the member and the loan they belong to."""


def _row(number: str, kind: str, vietnamese: str, english: str) -> Account:
    types = {"A": AccountType.ASSET, "L": AccountType.LIABILITY, "E": AccountType.EQUITY}
    types |= {"I": AccountType.INCOME, "X": AccountType.EXPENSE}
    side = Side.DEBIT if kind[0] in "AX" and not kind.endswith("-") else Side.CREDIT
    return Account(number, types[kind[0]], side, vietnamese, english)


CHART: tuple[Account, ...] = (
    _row("111", "A", "Tiền mặt", "Cash on hand"),
    _row("112", "A", "Tiền gửi ngân hàng", "Bank deposits"),
    _row("1321", "A", "Cho vay thành viên, trong hạn", "Loans to members, current"),
    _row("1322", "A", "Cho vay thành viên, quá hạn", "Loans to members, overdue"),
    _row("1323", "A", "Lãi cho vay phải thu", "Interest receivable"),
    _row("1381", "A", "Thiếu quỹ chờ xử lý", "Cash shortage pending"),
    _row("1388", "A", "Phải thu khác", "Other receivables"),
    _row("141", "A", "Tạm ứng", "Advances"),
    _row("229", "A-", "Dự phòng rủi ro cho vay", "Loan-loss allowance"),
    _row("3381", "L", "Thừa quỹ chờ xử lý", "Cash surplus pending"),
    _row("3387", "L", "Lãi thu trước", "Interest received in advance"),
    _row("3388", "L", "Phải trả khác", "Other payables"),
    _row("341", "L", "Vốn mượn phải hoàn trả", "Lent capital to be returned"),
    _row("4111", "E", "Vốn tài trợ dự án", "Project grant capital"),
    _row("4112", "E", "Vốn ngân sách, UBND hỗ trợ", "State budget capital"),
    _row("4113", "E", "Vốn xã hội hóa", "Donated capital"),
    _row("4114", "E", "Vốn góp thành viên", "Members' capital contributions"),
    _row("4118", "E", "Vốn bổ sung từ lãi", "Capital added from interest"),
    _row("418", "E", "Quỹ dự phòng rủi ro", "Risk reserve"),
    _row("421", "E", "Chênh lệch thu chi chưa phân phối", "Undistributed surplus"),
    _row("4311", "E", "Quỹ hoạt động", "Activity fund"),
    _row("4312", "E", "Quỹ tương trợ", "Mutual-help fund"),
    _row("5111", "I", "Thu lãi cho vay", "Loan interest"),
    _row("5112", "I", "Thu hội phí", "Membership dues"),
    _row("5113", "I", "Thu tài trợ, ủng hộ", "Donations"),
    _row("5114", "I", "Thu hoạt động tăng thu nhập chung", "Joint income activities"),
    _row("5118", "I", "Thu khác", "Other income"),
    _row("515", "I", "Lãi tiền gửi", "Bank interest"),
    _row("635", "X", "Chi dự phòng, xóa nợ", "Loss provision and write-off"),
    _row("6421", "X", "Chi tăng thu nhập", "Income generation"),
    _row("6422", "X", "Chi chăm sóc sức khỏe", "Health care"),
    _row("6423", "X", "Chi chăm sóc tại nhà", "Volunteer home care"),
    _row("6424", "X", "Chi tự giúp nhau, hỗ trợ cộng đồng", "Self-help and community support"),
    _row("6425", "X", "Chi bảo vệ quyền, lợi ích", "Rights and entitlements"),
    _row("6426", "X", "Chi truyền thông, nâng cao nhận thức", "Communication and learning"),
    _row("6427", "X", "Chi thể thao, văn nghệ", "Sport and culture"),
    _row("6428", "X", "Chi vận động nguồn lực", "Resource mobilisation"),
    _row("6429", "X", "Chi quản lý, sổ sách", "Administration"),
    _row("911", "E", "Xác định kết quả", "Result of the period"),
)
"""The club's chart (DOMAIN.md, section 4.2: a management chart in the 71/2024 family)."""

FUNDS: tuple[Fund, ...] = (
    Fund("income", FundKind.INCOME_GENERATION, "4118", "Quỹ tăng thu nhập", "Loan fund"),
    Fund("activity", FundKind.ACTIVITY, "4311", "Quỹ hoạt động", "Activity fund"),
    Fund("mutual", FundKind.MUTUAL_HELP, "4312", "Quỹ tương trợ", "Mutual-help fund"),
)
"""The funds a new club begins with (DOMAIN.md, section 2.1)."""


def signed_balance(debit: int, credit: int, side: Side) -> int:
    """Return a balance in minor units, positive when it stands on its normal side."""
    return debit - credit if side is Side.DEBIT else credit - debit
