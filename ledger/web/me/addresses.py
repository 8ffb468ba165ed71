"""The addresses of a member's own pages: none of them has a member's number in it."""

from collections.abc import Collection
from urllib.parse import quote

from ledger.core.statements.table import Drill
from ledger.web.addresses import Addresses, Argument, with_query
from ledger.web.door import MEMBER_PAGES


class OwnAddresses(Addresses):
    """The addresses of the pages of one who is a member of a club.

    Entries that name others as well (`shared`) have no receipt that is her own.
    """

    def __init__(self, code: str, *, shared: Collection[int] = ()) -> None:
        """Take the club's code, and the entries that are not hers alone."""
        super().__init__(code)
        self.front = f"{MEMBER_PAGES}{quote(code, safe='')}/"
        self.not_right = f"{self.front}not-right"
        self._shared = frozenset(shared)

    def entry(self, entry_no: int) -> str:
        """Return the receipt of an entry, nothing where it names others as well."""
        return "" if entry_no in self._shared else f"{self.front}receipts/{entry_no}.pdf"

    def loan(self, loan_no: Argument, /, **arguments: Argument) -> str:
        """Return where a loan stands on the first page."""
        return f"{with_query(self.front, arguments)}#loan-{loan_no}"

    def own(self, part: str, /, **arguments: Argument) -> str:
        """Return one of her pages or papers."""
        return with_query(self.front + part, arguments)

    def drill(self, drill: Drill) -> str:
        """Return the receipt behind a voucher; nothing else is hers to look into."""
        found = dict(drill.arguments).get("entry_no")
        return self.entry(found) if isinstance(found, int) else ""

    def named(self, drill: Drill) -> str:
        """Return where a name leads: to the receipt, if anywhere."""
        return self.drill(drill)
