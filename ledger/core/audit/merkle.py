"""The Merkle tree over a club's entries (RFC 9162): root, inclusion and consistency proofs."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

EMPTY_ROOT = hashlib.sha256(b"").digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the tree's root over leaf hashes in order (RFC 9162, section 2.1.1)."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        paired = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0]


@dataclass(slots=True)
class GrowingTree:
    """A tree to which leaves are added one by one; it holds a hash for each bit of its size."""

    size: int = 0
    _peaks: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """Add the next leaf hash."""
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self._peaks.pop(), node)
            size >>= 1
        self._peaks.append(node)
        self.size += 1

    @property
    def root(self) -> bytes:
        """Return the root over all leaves so far, the same as `root` gives."""
        if not self._peaks:
            return EMPTY_ROOT
        *peaks, value = self._peaks
        for peak in reversed(peaks):
            value = node_hash(peak, value)
        return value


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the audit path of the leaf at `index`, from 0 (RFC 9162, section 2.1.3.1)."""
    size = len(leaves)
    if size <= 1:
        return []
    split = _split(size)
    if index < split:
        return [*inclusion_proof(index, leaves[:split]), root(leaves[split:])]
    return [*inclusion_proof(index - split, leaves[split:]), root(leaves[:split])]


def root_from_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """Return the root that a proof leads to, None when it cannot fit (section 2.1.3.2)."""
    if index >= size:
        return None
    number, last, value = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if number & 1 or number == last:
            value = node_hash(step, value)
            while number and not number & 1:
                number >>= 1
                last >>= 1
        else:
            value = node_hash(value, step)
        number >>= 1
        last >>= 1
    return value if last == 0 else None


def consistent(older_size: int, older_root: bytes, leaves: Sequence[bytes]) -> bool:
    """Tell whether the first `older_size` leaves still have `older_root`."""
    return older_size <= len(leaves) and root(leaves[:older_size]) == older_root
