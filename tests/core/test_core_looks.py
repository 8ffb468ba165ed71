"""Who looked: many looks of one person at one thing on one day are told as one."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ledger.core.clock import VIET_NAM, begin_of, day_there
from ledger.core.privacy.looks import LookSeen, folded

MORNING = dt.datetime(2026, 3, 10, 8, 0, tzinfo=VIET_NAM)
HOUR = dt.timedelta(hours=1)


def look(
    at: dt.datetime, user_id: int = 1, what: str = "statement", member_no: int | None = 5
) -> LookSeen:
    return LookSeen(at, user_id, f"Người {user_id}", member_no, what, "192.0.2.7")


def test_looks_at_the_same_thing_on_a_day_are_one_with_first_last_and_count() -> None:
    (one,) = folded([look(MORNING + HOUR), look(MORNING + 3 * HOUR), look(MORNING)])
    assert (one.day, one.first_at, one.last_at) == (
        dt.date(2026, 3, 10), MORNING, MORNING + 3 * HOUR,
    )  # fmt: skip
    assert (one.user_id, one.user, one.member_no, one.what, one.times) == (
        1, "Người 1", 5, "statement", 3,
    )  # fmt: skip


def test_another_person_thing_record_or_day_is_told_apart_the_latest_first() -> None:
    looks = [
        look(MORNING),
        look(MORNING + HOUR, user_id=2),
        look(MORNING + 2 * HOUR, what="loans"),
        look(MORNING + 3 * HOUR, member_no=None),
        look(MORNING + 24 * HOUR),
    ]
    told = folded(looks)
    assert [(one.user_id, one.what, one.member_no, one.times) for one in told] == [
        (1, "statement", 5, 1), (1, "statement", None, 1), (1, "loans", 5, 1),
        (2, "statement", 5, 1), (1, "statement", 5, 1),
    ]  # fmt: skip


def test_a_day_begins_at_midnight_in_viet_nam() -> None:
    midnight = dt.datetime(2026, 3, 9, 17, 0, tzinfo=dt.UTC)
    assert begin_of(dt.date(2026, 3, 10)) == midnight
    second = dt.timedelta(seconds=1)
    told = folded([look(midnight - second), look(midnight)])
    assert [one.day for one in told] == [dt.date(2026, 3, 10), dt.date(2026, 3, 9)]


@given(
    st.lists(
        st.builds(
            look,
            st.integers(0, 5).map(lambda hours: MORNING + 9 * hours * HOUR),
            st.integers(1, 2),
            st.sampled_from(["statement", "loans"]),
            st.sampled_from([5, None]),
        ),
        max_size=20,
    )
)
def test_no_look_is_lost_whatever_their_order(looks: list[LookSeen]) -> None:
    told = folded(looks)
    assert sum(one.times for one in told) == len(looks)
    assert folded(looks[::-1]) == told
    assert {(one.day, one.user_id) for one in told} == {
        (day_there(one.seen_at), one.user_id) for one in looks
    }
    assert [one.last_at for one in told] == sorted((one.last_at for one in told), reverse=True)
