"""Noto Sans cut down to the letters the clubs write, kept in the user's cache folder."""

import hashlib
import io
import os
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

BOX = "\u25a1"
"""What is printed for a letter outside the cut; its glyph is the font's own empty box."""

CUT_VERSION = 1
"""Raised when the cut changes, so that an older file in the cache is not taken for it."""

_RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B (ơ, ư; Ê-đê, Gia-rai, Ba-na)
    (0x02BC, 0x02BC),  # the apostrophe of some minority spellings
    (0x0300, 0x0331),  # marks that have no letter of their own to stand on
    (0x1E00, 0x1EFF),  # Latin Extended Additional (Vietnamese with tones)
    (0x2000, 0x206F),  # general punctuation
    (0x20AB, 0x20AC),  # ₫ €
)
_ALIASES = {0x2212: 0x2013}
"""Characters Noto Sans lacks, with the one whose shape serves: the minus is an en dash."""

_DIGEST_SIZE = hashlib.sha256().digest_size


def cut_font(source: str, name: str) -> bytes:
    """Return the TrueType bytes of the pymupdf font `source`, cut and renamed to `name`.

    Taken from the cache folder when it is there and whole, made (a third of a second) and put
    there when it is not; a folder that cannot be read or written costs time, nothing else.
    """
    try:
        path = _cache_folder() / f"{name}-{_key()}.font"
    except RuntimeError:  # an account without a home
        return _cut(source, name)
    kept = _kept(path)
    if kept is not None:
        return kept
    font = _cut(source, name)
    _keep(path, hashlib.sha256(font).digest() + font)
    return font


def _key() -> str:
    parts = (version("pymupdf-fonts"), version("fonttools"), str(CUT_VERSION))
    return "-".join(parts)


def _kept(path: Path) -> bytes | None:
    """Return the font in this file, or None if there is none or it is not as it was written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, font = content[:_DIGEST_SIZE], content[_DIGEST_SIZE:]
    return font if hashlib.sha256(font).digest() == digest else None


def _cache_folder() -> Path:
    """Return where this system keeps what a program can make again."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "club-ledger"


def _keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, so that processes that race both read a whole one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)


def _cut(source: str, name: str) -> bytes:
    # Both are large and needed once in the life of an installation.
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from pymupdf_fonts import myfont

    font = TTFont(io.BytesIO(myfont(source)), recalcTimestamp=False)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(BOX)] = ".notdef"
            for missing, like in _ALIASES.items():
                table.cmap[missing] = table.cmap[like]
    options = subset.Options(
        hinting=False, layout_features=[], notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13]
    )
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "TTFA", "gasp"]
    cutter = subset.Subsetter(options)
    letters = {code for first, last in _RANGES for code in range(first, last + 1)}
    cutter.populate(unicodes=letters | _ALIASES.keys() | {ord(BOX)})
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 4, 6}:
            record.string = name
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
