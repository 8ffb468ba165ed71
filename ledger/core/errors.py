"""The four kinds of refusal that every error of the ledger belongs to."""


class LedgerError(Exception):
    """A named refusal that carries facts; `i18n.messages` holds its sentence and remedy.

    A concrete error is a dataclass (`@dataclass(eq=False)`) whose fields are the facts.
    """

    def facts(self) -> dict[str, object]:
        """Return the facts by name, as the sentence's placeholders need them."""
        return {name: getattr(self, name) for name in getattr(self, "__dataclass_fields__", ())}

    def __str__(self) -> str:
        """Return the refusal's name and facts, for logs; people read `i18n.messages`."""
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{type(self).__name__}({facts})"


class RuleBroken(LedgerError):
    """What was asked breaks a rule of the books, of the club or of the input."""


class NotFound(LedgerError):
    """What was named does not exist, or is not the reader's to see."""


class Forbidden(LedgerError):
    """The actor may not do this."""


class Conflict(LedgerError):
    """What was asked collides with something already done."""
