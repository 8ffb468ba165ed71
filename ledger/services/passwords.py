"""Hashes of passwords and PINs: slow on purpose, so that a stolen file gives nothing away."""

import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

SALT_BYTES = 16
_HASH_BYTES = 32


class Hasher(Protocol):
    """Makes hashes of what people type, and compares."""

    @property
    def dummy(self) -> str:
        """Return a hash that nothing fits; to compare with it takes as long as with any other."""
        ...

    def hash(self, secret: str, salt: bytes) -> str:
        """Return the hash of a secret with a salt of `SALT_BYTES` random bytes."""
        ...

    def verify(self, stored: str, secret: str) -> bool:
        """Tell whether a secret is the one of a hash."""
        ...


@dataclass(frozen=True, slots=True)
class Argon2:
    """argon2id with one lane; by default what OWASP asks for at least, 19 MiB and two passes."""

    memory_kib: int = 19_456
    passes: int = 2

    @property
    def dummy(self) -> str:
        """Return a hash of the same cost whose bytes are no secret's."""
        salt, made = (
            b64encode(bytes(length)).decode().rstrip("=") for length in (SALT_BYTES, _HASH_BYTES)
        )
        return f"$argon2id$v=19$m={self.memory_kib},t={self.passes},p=1${salt}${made}"

    def hash(self, secret: str, salt: bytes) -> str:
        """Return the hash in the encoded form, which tells its own cost."""
        return self._hasher().hash(_bytes(secret), salt=salt)

    def verify(self, stored: str, secret: str) -> bool:
        """Tell whether a secret is the one of a hash."""
        try:
            return self._hasher().verify(stored, _bytes(secret))
        except VerificationError:
            return False

    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(
            time_cost=self.passes, memory_cost=self.memory_kib, parallelism=1,
            hash_len=_HASH_BYTES, salt_len=SALT_BYTES,
        )  # fmt: skip


def _bytes(secret: str) -> bytes:
    """Return what is hashed: composed (NFC), since keyboards write one text in several ways."""
    return unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")
