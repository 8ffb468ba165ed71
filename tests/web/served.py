"""Starting the server of a posted club beside the tests, and stopping it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: the address of its first page, and its process."""

    address: str
    process: int

    @property
    def port(self) -> int:
        """Return the port it listens at."""
        return int(self.address.rstrip("/").rpartition(":")[2])


@contextmanager
def served(path: Path) -> Iterator[Served]:
    """Give the pages of a file of books, served until the block ends."""
    command = [sys.executable, "-m", "tests.web.server", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            assert address.startswith("http://127.0.0.1:"), address
            yield Served(address, process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=10)
