"""Rules on templates: nothing unescaped, nothing inline, nothing from another host."""

import re
from collections.abc import Iterator

from tests.house.tree import Text

BARRED = {
    r"\|\s*safe\b": "|safe passes text unescaped",
    r"\{%-?\s*autoescape\s+false": "text passes unescaped",
    r"<[^>]*\sstyle\s*=": "an inline style, which the content policy refuses",
    r"<style\b": "an inline style sheet, which the content policy refuses",
    r"<script\b(?![^>]*\ssrc\s*=)": "an inline script, which the content policy refuses",
    r"<[^>]*\son[a-z]+\s*=": "an inline handler, which the content policy refuses",
    r"(href|src|action)\s*=\s*[\"']\s*(javascript|data):": "a script or data in a link",
    r"(href|src|action)\s*=\s*[\"']\s*(https?:)?//": "a link to another host",
}


def template_is_plain(page: Text) -> Iterator[str]:
    """Find what is barred in a template."""
    if page.path.suffix != ".html":
        return
    plain = re.sub(
        r"\{#.*?#\}", lambda found: re.sub(r"[^\n]", " ", found[0]), page.text, flags=re.DOTALL
    )
    for pattern, complaint in BARRED.items():
        for found in re.finditer(pattern, plain, re.IGNORECASE):
            yield page.at(plain.count("\n", 0, found.start()) + 1, complaint)
