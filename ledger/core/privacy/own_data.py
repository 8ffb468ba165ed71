"""All that a club holds of one member, as the member may take it home."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.disputes import Dispute
from ledger.core.loans.events import LoanEvent
from ledger.core.outcomes.activity import ActivityPlan
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.outcomes.incomes import Income
from ledger.core.privacy.consents import Consent
from ledger.core.privacy.data_requests import DataRequest
from ledger.core.privacy.looks import LookSeen
from ledger.core.privacy.restrictions import Restriction
from ledger.core.statements.table import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPerson:
    """What is written of the member herself; None where nothing is."""

    member_no: int
    paper_code: str
    name: str
    birth_year: int | None
    sex: str | None
    ethnic_group: str | None
    phone: str | None
    position: str | None
    in_difficulty: bool | None


@dataclass(frozen=True, slots=True)
class OwnClass:
    """The class of the household from a day, by a certificate, and of which year's review."""

    valid_from: dt.date
    household_class: str
    certificate_no: str | None
    certificate_on: dt.date | None = None
    review_year: int | None = None


@dataclass(frozen=True, slots=True)
class OwnComing:
    """The member joined or left on a day."""

    kind: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class OwnSlip:
    """A slip to sign in by, when it was handed out and when it became good for nothing."""

    issued_at: dt.datetime
    revoked_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class OwnUser:
    """By what the member signs in; no secret is ever shown."""

    sign_in_name: str
    shown_name: str
    has_pin: bool
    disabled_at: dt.datetime | None
    slips: tuple[OwnSlip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnApplication:
    """What the member asked to borrow, in đồng, and how far it came."""

    application_no: int
    applied_on: dt.date
    amount: int
    instalments: int
    purpose: str
    plan: str | None
    expected_income: int | None
    co_signer: str | None
    in_difficulty: bool
    stage: str
    opinion: str | None
    approved_amount: int | None
    turned_down_reason: str | None


@dataclass(frozen=True, slots=True)
class OwnVote:
    """How the member voted on an application."""

    application_no: int
    vote: str


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """What happened to a loan, and why, where a reason was written down."""

    kind: str
    event: LoanEvent
    entry_no: int | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLoan:
    """A loan as agreed, in đồng and parts per million a month, and what happened to it."""

    loan_no: int
    paper_code: str
    agreed_on: dt.date
    principal: int
    term_months: int
    monthly_rate_ppm: int
    purpose: str | None
    events: tuple[OwnEvent, ...]


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of an entry that names the member, in đồng."""

    account: str
    account_name: Name
    debit: int
    credit: int
    loan_no: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """An entry that names the member: its own lines, and those words that are about the member."""

    entry_no: int
    voucher: str
    kind: str
    occurred_on: dt.date
    recorded_at: dt.datetime
    narration: str | None
    payer_name: str | None
    payer_address: str | None
    lines: tuple[OwnLine, ...]


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """A consent, and the text that was read before it was given."""

    consent: Consent
    text: str


@dataclass(frozen=True, slots=True)
class OwnChange:
    """What was changed of the member's data, why, and when."""

    field: str
    before: str | None
    after: str | None
    reason: str
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class OwnAsking:
    """What was asked about the member that needs a second person, and what became of it."""

    approval_no: int
    act: str
    summary: str
    asked_at: dt.datetime
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    """All that a club holds of a member, as of a moment."""

    club: str
    club_code: str
    taken_at: dt.datetime
    person: OwnPerson
    household: str
    classes: tuple[OwnClass, ...]
    comings: tuple[OwnComing, ...]
    user: OwnUser | None
    applications: tuple[OwnApplication, ...]
    votes: tuple[OwnVote, ...]
    loans: tuple[OwnLoan, ...]
    works: tuple[ActivityFile, ...]
    """The work that each loan paid for, with what the household said of its income."""
    plans_without_loan: tuple[ActivityPlan, ...]
    incomes_without_loan: tuple[Income, ...]
    """What was told with applications that became no loan."""
    entries: tuple[OwnEntry, ...]
    consents: tuple[OwnConsent, ...]
    requests: tuple[DataRequest, ...]
    restrictions: tuple[Restriction, ...]
    disputes: tuple[Dispute, ...]
    changes: tuple[OwnChange, ...]
    askings: tuple[OwnAsking, ...]
    looks: tuple[LookSeen, ...]
