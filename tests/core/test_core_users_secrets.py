"""Passwords, PINs and codes: what nobody guesses first, and what is kept of them."""

import datetime as dt
import unicodedata

import pytest

from ledger.core.users.passwords import PasswordFault, PasswordRefused, check_password
from ledger.core.users.passwords import password_fault as fault_of
from ledger.core.users.pins import PinFault, PinRefused, check_pin, pin_fault
from ledger.core.users.signing_in import (
    MOST_PER_ACCOUNT,
    WINDOW,
    How,
    SignInNameNotUsable,
    account_digest,
    minutes_to_wait,
    new_sign_in_name,
    sign_in_name,
)
from ledger.core.users.tokens import (
    RANDOM_FOR_CODES,
    recovery_codes,
    recovery_digest,
    token_digest,
)

NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("chín chữ s", None),
        ("chín chữ ", PasswordFault.TOO_SHORT),
        ("ab cd ef g" * 13, PasswordFault.TOO_LONG),
        ("0912345678", PasswordFault.TOO_PLAIN),
        ("aabbaabbaabb", PasswordFault.TOO_PLAIN),
        ("MatKhau12345", PasswordFault.COMMON),
        ("mật khẩu 2026", PasswordFault.COMMON),
        ("123matkhaumatkhau456", PasswordFault.COMMON),
        ("iloveyou!!!", PasswordFault.COMMON),
        ("qua-bui-thi-lua-nhe", PasswordFault.NAME),
        ("BÙI THỊ LỤA 1957", PasswordFault.NAME),
        ("của thu.quy đây", PasswordFault.NAME),
        ("Trâu trắng ăn cỏ non", None),
    ],
)
def test_a_password_is_long_and_names_nobody(password: str, fault: PasswordFault | None) -> None:
    assert fault_of(password, "thu.quy", "Bùi Thị Lụa") is fault
    decomposed = unicodedata.normalize("NFD", password)
    assert fault_of(decomposed, "thu.quy", "Bùi Thị Lụa") is fault


def test_a_refused_password_says_why() -> None:
    with pytest.raises(PasswordRefused) as refused:
        check_password("ngắn", "thu-quy")
    assert refused.value.reason == "too_short"
    check_password("năm con gà mái", "ga", "gà")  # two letters are in many words


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("507281", None), ("946837", None), ("12345", PinFault.NOT_SIX_DIGITS),
        ("1234567", PinFault.NOT_SIX_DIGITS), ("12a456", PinFault.NOT_SIX_DIGITS),
        ("٥٠٧٢٨١", PinFault.NOT_SIX_DIGITS), ("¹²³⁴⁵⁶", PinFault.NOT_SIX_DIGITS),
        ("", PinFault.NOT_SIX_DIGITS), ("123456", PinFault.RUN), ("890123", PinFault.RUN),
        ("654321", PinFault.RUN), ("210987", PinFault.RUN), ("135791", PinFault.RUN),
        ("777777", PinFault.REPEATED), ("121212", PinFault.REPEATED),
        ("407407", PinFault.REPEATED), ("446688", PinFault.REPEATED),
        ("588558", PinFault.REPEATED), ("150384", PinFault.DATE), ("031584", PinFault.DATE),
        ("840315", PinFault.DATE), ("195702", PinFault.DATE), ("091957", PinFault.DATE),
        ("195799", PinFault.DATE), ("147258", PinFault.KEYPAD), ("789456", PinFault.KEYPAD),
    ],
)  # fmt: skip
def test_a_pin_is_six_digits_that_nobody_guesses_first(pin: str, fault: PinFault | None) -> None:
    assert pin_fault(pin) is fault


@pytest.mark.parametrize("known", ["0945 072 817", "50/7281-QĐ", "507281", "0507281"])
def test_what_the_club_knows_is_no_pin(known: str) -> None:
    with pytest.raises(PinRefused) as refused:
        check_pin("507281", ["HP", "TV12", known])
    assert refused.value.reason == "known"
    check_pin("507281", ["HP", "12", "", "0945 072 871"])


def test_only_a_small_part_of_all_pins_is_refused() -> None:
    refused = sum(pin_fault(f"{number:06d}") is not None for number in range(0, 1_000_000, 37))
    assert 0.10 < refused / (1_000_000 / 37) < 0.20


def test_a_sign_in_name_is_the_same_however_it_is_typed() -> None:
    assert sign_in_name(" THU-Quỹ ") == sign_in_name(unicodedata.normalize("NFD", "thu-quỹ"))
    assert new_sign_in_name(" Lua.Bui@hp ") == "lua.bui@hp"
    for name in ("", "ab", "a b c", "-abc", "a/12", "x" * 65, "abc\u202e", "a\x00bc", "\ud800bc"):
        with pytest.raises(SignInNameNotUsable):
            new_sign_in_name(name)


def test_a_pin_is_counted_once_wherever_it_is_typed_and_apart_from_a_password() -> None:
    pins = {account_digest(how, 7) for how in (How.MEMBER_PIN, How.SLIP_PIN, How.STAFF_PIN)}
    assert len(pins) == 1
    others = {account_digest(How.PASSWORD, 7), account_digest(How.SECOND_FACTOR, 7)}
    assert len(pins | others) == 3
    assert account_digest(How.PASSWORD, "7") not in others
    assert len(account_digest(How.PASSWORD, "\ud800")) == 32


def test_after_ten_tries_one_waits_until_the_first_of_them_is_fifteen_minutes_old() -> None:
    tries = [NOW - place * MINUTE for place in range(1, 11)]
    assert minutes_to_wait(tries[:9], MOST_PER_ACCOUNT, NOW) == 0
    assert minutes_to_wait(tries, MOST_PER_ACCOUNT, NOW) == 5
    assert minutes_to_wait(tries, MOST_PER_ACCOUNT, NOW + dt.timedelta(seconds=1)) == 5
    assert minutes_to_wait(tries, MOST_PER_ACCOUNT, tries[-1] + WINDOW - MINUTE / 60) == 1
    assert minutes_to_wait(tries, MOST_PER_ACCOUNT, tries[-1] + WINDOW) == 0


def test_recovery_codes_are_easy_to_write_and_hard_to_guess() -> None:
    drawn = b"".join(token_digest(str(number)) for number in range(5))[:RANDOM_FOR_CODES]
    codes = recovery_codes(drawn)
    assert len(set(codes)) == 10
    assert all(len(code) == 9 and code[4] == "-" for code in codes)
    assert not set("".join(codes)) & set("0O1IB8S5Z2a")
    assert recovery_digest(codes[0].lower().replace("-", " ")) == recovery_digest(codes[0])
    assert recovery_digest(codes[0]) != recovery_digest(codes[1])
    with pytest.raises(ValueError, match="79"):
        recovery_codes(drawn[1:])
