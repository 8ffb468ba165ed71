"""A statement in sections: sentences, charts and tables under headings, for a page or a paper."""

from dataclasses import dataclass

from ledger.core.statements.chart import Chart
from ledger.core.statements.table import Phrase, Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what is said, drawn and tabled below it."""

    key: str
    heading: Phrase
    sentences: tuple[Phrase, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What is told of some days: first what matters most, then section by section.

    `signers` sign the paper, each by what they are.
    """

    name: str
    title: Phrase
    club: str
    scope: tuple[Phrase, ...]
    lead: tuple[Phrase, ...]
    sections: tuple[Section, ...]
    signers: tuple[Phrase, ...] = ()
