"""What roles and ways of signing in are called."""

from collections.abc import Mapping

from ledger.core.statements.table import Phrase, phrase
from ledger.core.users.grants import Role

ROLES: Mapping[Role, Phrase] = {
    Role.ADMIN: phrase("Administrator"),
    Role.TREASURER: phrase("Treasurer"),
    Role.ACCOUNTANT: phrase("Accountant"),
    Role.CHAIR: phrase("Chair"),
    Role.CONTROLLER: phrase("Controller"),
    Role.MEMBER: phrase("Member"),
    Role.AUDITOR: phrase("Auditor"),
    Role.OFFICER: phrase("Officer of an area"),
}
WHAT_THEY_DO: Mapping[Role, Phrase] = {
    Role.ADMIN: phrase("makes clubs and users"),
    Role.TREASURER: phrase("records what comes in and goes out"),
    Role.ACCOUNTANT: phrase("keeps the books"),
    Role.CHAIR: phrase("approves what others record"),
    Role.CONTROLLER: phrase("approves, and watches the books"),
    Role.MEMBER: phrase("sees the own loan"),
    Role.AUDITOR: phrase("reads the books for a time"),
    Role.OFFICER: phrase("sees sums of many clubs"),
}
WAYS: Mapping[str, Phrase] = {
    "password": phrase("by password"),
    "member_pin": phrase("by number and PIN"),
    "slip_pin": phrase("by slip and PIN"),
    "staff_pin": phrase("by PIN on a known device"),
    "second_factor": phrase("by the second step"),
}
