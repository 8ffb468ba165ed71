"""A reader's language finds its sentences and fills in their parts."""

import pytest

from ledger.i18n.locale import Language, Locale

VI, EN = Locale(Language.VI), Locale(Language.EN)


def test_a_sentence_is_said_in_the_reader_s_language() -> None:
    assert VI.gettext("From %(begin)s to %(end)s", begin="01/03", end="31/03") == (
        "Từ 01/03 đến 31/03"
    )
    assert EN.gettext("From %(begin)s to %(end)s", begin="01/03", end="31/03") == (
        "From 01/03 to 31/03"
    )


@pytest.mark.parametrize("locale", [VI, EN])
def test_a_sentence_that_no_catalogue_has_is_said_in_english(locale: Locale) -> None:
    assert locale.gettext("Nobody %(who)s this.", who="wrote") == "Nobody wrote this."


@pytest.mark.parametrize("locale", [VI, EN])
def test_nothing_is_said_as_nothing(locale: Locale) -> None:
    assert locale.gettext("") == ""


@pytest.mark.parametrize("locale", [VI, EN])
def test_a_percent_sign_stands_where_there_are_no_parts(locale: Locale) -> None:
    assert locale.gettext("Nobody is 100 % sure.") == "Nobody is 100 % sure."
    assert locale.gettext("Nobody is 100 % sure.", of="it") == "Nobody is 100 % sure."
    assert locale.gettext("%(whole)s %%", whole=12) == "12 %"
    assert locale.gettext("Nobody %(who)s this.") == "Nobody %(who)s this."


def test_a_part_may_have_any_name() -> None:
    assert EN.gettext("%(msgid)s and %(self)s", msgid="one", self="other") == "one and other"


def test_a_locale_is_a_value() -> None:
    assert Locale(Language.VI) == VI != EN
    assert len({VI, Locale(Language.VI), EN}) == 2
    assert Language("vi") is Language.VI
