"""Refusals that come together are each said, with what to do about each."""

from ledger.core.acts.shared import SeveralRefused, SumNotAboveZero
from ledger.core.text import WordsMissing
from ledger.i18n.locale import Language, Locale
from ledger.i18n.messages import said


def test_each_of_several_refusals_is_said_with_its_remedy() -> None:
    both = SeveralRefused(refusals=(WordsMissing(what="witness"), SumNotAboveZero(amount=0)))
    assert said(both, Locale(Language.VI)).sentence == (
        "Có nhiều chỗ chưa đúng: Chưa ghi ai cùng kiểm đếm quỹ. Hãy ghi họ tên người cùng đếm."
        " Không thể ghi số tiền 0\u00a0₫. Hãy ghi số đồng chẵn lớn hơn 0."
    )
