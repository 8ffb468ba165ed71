"""Personal data: working days, the days by which a request is answered, and what is read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.privacy.consents import (
    LANGUAGES,
    TEXTS,
    ConsentGiven,
    TextNotInUse,
    UnknownConsentText,
    Way,
    WitnessMissing,
    check_consent,
    text_of,
    text_to_read,
)
from ledger.core.privacy.data_requests import Asking, DataRequest, DayBeforeRequest, RequestKind
from ledger.core.privacy.working_days import is_working_day, working_days_after
from ledger.core.text import check_text

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31))
DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("holiday", "why"),
    [
        ("2026-01-01", "New Year"),
        ("2026-02-16", "the eve of Tết"),
        ("2026-02-17", "Tết"),
        ("2026-02-20", "the fourth day of Tết"),
        ("2026-04-27", "the Hùng Kings' day, a Sunday, made up on Monday"),
        ("2026-04-30", "Reunification"),
        ("2026-05-01", "Labour"),
        ("2026-09-01", "beside the National Day"),
        ("2026-09-02", "the National Day"),
        ("2026-03-14", "a Saturday"),
        ("2028-05-02", "the first of May 2028 is a Monday, but 30 April a Sunday"),
    ],
)
def test_nobody_works_on(holiday: str, why: str) -> None:
    assert not is_working_day(day(holiday)), why


@pytest.mark.parametrize("worked", ["2026-01-02", "2026-02-23", "2026-04-28", "2026-05-04"])
def test_people_work_on(worked: str) -> None:
    assert is_working_day(day(worked))


@given(DAYS, st.integers(1, 30))
def test_so_many_working_days_lie_between_a_day_and_its_deadline(
    begin: dt.date, count: int
) -> None:
    end = working_days_after(begin, count)
    passed = [begin + n * DAY for n in range(1, (end - begin).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, passed)) == count


@pytest.mark.parametrize(
    ("received_on", "kind", "answer_by", "act_by"),
    [
        ("2026-03-10", RequestKind.LOOK, "2026-03-12", "2026-03-20"),
        ("2026-03-13", RequestKind.WITHDRAW, "2026-03-17", "2026-03-28"),
        ("2026-02-13", RequestKind.ERASE, "2026-02-24", "2026-03-05"),
        ("2026-04-29", RequestKind.RESTRICT, "2026-05-05", "2026-05-14"),
    ],
)
def test_a_request_is_answered_in_two_working_days_and_done_in_its_days(
    received_on: str, kind: RequestKind, answer_by: str, act_by: str
) -> None:
    asking = Asking(kind, "Tôi muốn", day(received_on))
    assert (asking.answer_by, asking.act_by) == (day(answer_by), day(act_by))


def request(answered_on: str | None = None, done_on: str | None = None) -> DataRequest:
    return DataRequest(
        request_no=1, member_no=2, name="Bùi Thị Lụa", kind=RequestKind.LOOK, said="Cho xem",
        received_on=day("2026-03-10"), answer_by=day("2026-03-12"), act_by=day("2026-03-20"),
        answered_on=day(answered_on) if answered_on else None,
        done_on=day(done_on) if done_on else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answered_on", "done_on", "today", "is_late", "next_deadline"),
    [
        (None, None, "2026-03-12", False, "2026-03-12"),
        (None, None, "2026-03-13", True, "2026-03-12"),
        ("2026-03-13", None, "2026-03-20", False, "2026-03-20"),
        ("2026-03-11", None, "2026-03-21", True, "2026-03-20"),
        ("2026-03-11", "2026-03-25", "2026-04-01", False, None),
    ],
)
def test_what_the_club_owes_is_late_the_day_after(
    *,
    answered_on: str | None,
    done_on: str | None,
    today: str,
    is_late: bool,
    next_deadline: str | None,
) -> None:
    one = request(answered_on, done_on)
    assert one.is_waiting_late(day(today)) is is_late
    assert one.next_deadline == (None if next_deadline is None else day(next_deadline))


def test_what_was_done_too_late_stays_so() -> None:
    late = request("2026-03-13", "2026-03-25")
    assert late.is_answered_late(day("2026-03-25"))
    assert late.is_done_late(day("2026-03-25"))
    on_time = request("2026-03-12", "2026-03-20")
    assert not on_time.is_answered_late(day("2027-01-01"))
    assert not on_time.is_done_late(day("2027-01-01"))
    with pytest.raises(DayBeforeRequest):
        on_time.check_day(day("2026-03-09"))


def test_a_text_is_there_in_every_language_under_a_version_of_its_own() -> None:
    assert len({one.version for one in TEXTS}) == len(TEXTS)
    for one in TEXTS:
        told = [text_of(one.version, language) for language in LANGUAGES]
        assert len(set(told)) == len(LANGUAGES)
        for text in told:
            check_text(text, 10_000)


GIVEN = ConsentGiven(
    text_to_read().version, "vi", Way.SPOKEN, dt.date(2026, 3, 10), "Quách Văn Đạt"
)


def test_a_consent_proves_what_was_read_and_who_heard_it() -> None:
    check_consent(GIVEN)
    version = GIVEN.text_version
    check_consent(ConsentGiven(version, "en", Way.SIGNED, GIVEN.given_on))
    with pytest.raises(WitnessMissing):
        check_consent(ConsentGiven(version, "vi", Way.SPOKEN, GIVEN.given_on, " "))
    with pytest.raises(UnknownConsentText):
        check_consent(ConsentGiven(version, "fr", Way.SIGNED, GIVEN.given_on))
    with pytest.raises(UnknownConsentText):
        check_consent(ConsentGiven("2019-1", "vi", Way.SIGNED, GIVEN.given_on))
    with pytest.raises(TextNotInUse):
        check_consent(ConsentGiven(version, "vi", Way.SIGNED, dt.date(2025, 12, 31)))
