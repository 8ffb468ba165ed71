"""The programs of others that read our exports: started where they are installed."""

import csv
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

Balances = dict[str, Decimal]
"""A balance, debits less credits, by the full name of an account."""


def program(name: str) -> str:
    """Return a program's path; skip where it is missing, but never in CI."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs {name}")
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program under a locale of UTF-8."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", env=environment
    )


def complaints_of_hledger(path: Path) -> str:
    """Return what hledger's strict checks say of a journal, nothing when it passes."""
    done = run(program("hledger"), "-f", str(path), "check", "-s", "ordereddates")
    return done.stdout + done.stderr


def complaints_of_beancount(path: Path) -> str:
    """Return what bean-check says of a file, nothing when it passes."""
    done = run(program("bean-check"), "--no-cache", str(path))
    return done.stdout + done.stderr


def balances_of_hledger(path: Path) -> Balances:
    """Return every balance that hledger works out, zeros as well."""
    done = run(
        program("hledger"), "-f", str(path), "balance", "--flat", "--empty", "--no-total",
        "--output-format", "csv", "--layout", "bare",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(done.stdout.splitlines()))
    return {row["account"]: Decimal(row["balance"].replace(",", ".")) for row in rows}


def asserting(path: Path, balances: Balances, currency: str, day: str) -> Path:
    """Return a copy of a Beancount file that asserts balances on a day, to the last digit."""
    copy = path.with_name("asserting.beancount")
    written = [
        f"{day} balance {account}  {amount} ~ 0 {currency}\n"
        for account, amount in balances.items()
    ]
    copy.write_text(path.read_text(encoding="utf-8") + "\n" + "".join(written), encoding="utf-8")
    return copy
