"""Consent to use a member's data beyond the books: the texts that are read, and who gave it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import Conflict, NotFound, RuleBroken

LANGUAGES = ("vi", "en")


class Way(StrEnum):
    """How a consent was given."""

    SIGNED = "signed"
    SPOKEN = "spoken"
    SCREEN = "screen"


@dataclass(eq=False)
class UnknownConsentText(NotFound):
    """No text of this version, in this language, was ever read to anybody."""

    version: str
    language: str


@dataclass(eq=False)
class TextNotInUse(RuleBroken):
    """Nobody can have agreed to a text before it was in use."""

    in_use_from: dt.date
    given_on: dt.date


@dataclass(eq=False)
class WitnessMissing(RuleBroken):
    """A spoken consent is proved by somebody who was there."""


@dataclass(eq=False)
class ConsentThere(Conflict):
    """The member has agreed to this very text already, and has not taken it back."""

    version: str
    given_on: dt.date


@dataclass(eq=False)
class NoConsentThere(Conflict):
    """There is no consent of this number that could be taken back."""

    consent_no: int


@dataclass(eq=False)
class WithdrawnBeforeGiven(RuleBroken):
    """A consent is taken back on the day it was given, or after it."""

    given_on: dt.date
    withdrawn_on: dt.date


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What is read before somebody agrees, in both languages; a version never changes."""

    version: str
    in_use_from: dt.date
    vi: str
    en: str

    def told(self, language: str) -> str:
        """Return the text in a language: vi or en (`UnknownConsentText`)."""
        if language not in LANGUAGES:
            raise UnknownConsentText(version=self.version, language=language)
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A member agreed to a text of a version, in a language, on a day, before a witness."""

    text_version: str
    language: str
    way: Way
    given_on: dt.date
    witness: str | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as kept, by its number among the member's own; in force until it is taken back."""

    consent_no: int
    given: ConsentGiven
    withdrawn_on: dt.date | None = None

    @property
    def is_in_force(self) -> bool:
        """Tell whether it was not taken back."""
        return self.withdrawn_on is None


TEXTS = (
    ConsentText(
        "2026-1",
        dt.date(2026, 1, 1),
        "Tôi đồng ý cho câu lạc bộ dùng thông tin của tôi vào hai việc ngoài việc ghi sổ: (1) dùng"
        " số điện thoại để nhắc tôi ngày sinh hoạt và ngày trả nợ; (2) dùng năm sinh, giới tính,"
        " dân tộc và diện hộ để tính số liệu chung, không nêu tên, gửi Hội Người cao tuổi và Ủy ban"
        " nhân dân. Việc ghi sổ các khoản thu, chi, vay và trả dựa trên tư cách thành viên, không"
        " cần sự đồng ý này. Tôi đã được nghe nói rõ: thông tin về vay vốn, hoàn cảnh khó khăn và"
        " dân tộc là dữ liệu cá nhân nhạy cảm; câu lạc bộ không bán và không đưa thông tin ra nước"
        " ngoài; tôi có quyền xem, sửa, lấy bản sao, hạn chế, phản đối, yêu cầu xóa và khiếu nại;"
        " tôi có thể rút lại sự đồng ý bất cứ lúc nào mà không mất quyền lợi thành viên.",
        "I agree that the club uses my data for two things beyond the books: (1) my phone number,"
        " to remind me of meetings and of the days to pay; (2) my year of birth, sex, ethnic group"
        " and household class, to work out figures without names for the Association of the"
        " Elderly and the People's Committee. Keeping the books of what is received, spent, lent"
        " and repaid rests on membership and does not need this consent. It was explained to me:"
        " data on loans, hardship and ethnic group are sensitive personal data; the club sells"
        " nothing and sends nothing abroad; I may see, correct, copy, restrict, object, ask for"
        " erasure and complain; I may take this consent back at any time and lose nothing as a"
        " member by it.",
    ),
)
"""Every version, the latest last; an old one stays, as consents name it."""


def text_to_read() -> ConsentText:
    """Return the version that is read to members now."""
    return TEXTS[-1]


def text_of(version: str, language: str) -> str:
    """Return the text of a version in a language (`UnknownConsentText`)."""
    return _text(version, language).told(language)


def check_consent(given: ConsentGiven) -> None:
    """Refuse a consent that proves nothing.

    Raises `UnknownConsentText`, `TextNotInUse`, or `WitnessMissing` where it was only spoken.
    """
    text_of(given.text_version, given.language)
    in_use_from = _text(given.text_version, given.language).in_use_from
    if given.given_on < in_use_from:
        raise TextNotInUse(in_use_from=in_use_from, given_on=given.given_on)
    if given.way is Way.SPOKEN and not (given.witness or "").strip():
        raise WitnessMissing


def _text(version: str, language: str) -> ConsentText:
    for one in TEXTS:
        if one.version == version:
            return one
    raise UnknownConsentText(version=version, language=language)
