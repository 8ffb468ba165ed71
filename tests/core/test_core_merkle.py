"""The tree over entries, against the test vectors of Certificate Transparency and by its laws."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.audit.merkle import (
    EMPTY_ROOT,
    GrowingTree,
    consistent,
    inclusion_proof,
    root,
    root_from_inclusion,
)

INPUTS = (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)  # fmt: skip
"""The leaves of the vectors that the reference implementation of RFC 6962 is tested by."""

ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

LEAVES = [hashlib.sha256(b"\x00" + bytes.fromhex(one)).digest() for one in INPUTS]

hashes = st.lists(st.binary(min_size=32, max_size=32), max_size=70)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_the_reference(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root([]) == EMPTY_ROOT == GrowingTree().root
    assert hashlib.sha256(b"").digest() == EMPTY_ROOT


@given(hashes)
def test_a_tree_that_grows_has_the_same_roots(leaves: list[bytes]) -> None:
    tree = GrowingTree()
    for size, leaf in enumerate(leaves, 1):
        tree.add(leaf)
        assert tree.size == size
        assert tree.root == root(leaves[:size])


@given(hashes.filter(bool), st.data())
def test_a_proof_leads_from_a_leaf_to_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(index, leaves)
    assert root_from_inclusion(index, len(leaves), leaves[index], proof) == root(leaves)
    other = bytes(byte ^ 1 for byte in leaves[index])
    assert root_from_inclusion(index, len(leaves), other, proof) != root(leaves)


@pytest.mark.parametrize("index", [8, 9, 1_000])
def test_no_proof_fits_a_leaf_beyond_the_tree(index: int) -> None:
    assert root_from_inclusion(index, 8, LEAVES[0], inclusion_proof(0, LEAVES)) is None


def test_a_proof_too_long_or_too_short_leads_nowhere() -> None:
    proof = inclusion_proof(3, LEAVES)
    assert root_from_inclusion(3, 8, LEAVES[3], [*proof, LEAVES[0]]) is None
    assert root_from_inclusion(3, 8, LEAVES[3], proof[:-1]) is None


def test_an_older_root_is_consistent_until_a_leaf_changes() -> None:
    older = root(LEAVES[:5])
    assert consistent(5, older, LEAVES)
    assert not consistent(5, older, [LEAVES[1], *LEAVES[1:]])
    assert not consistent(9, older, LEAVES)


def test_a_proof_for_ten_years_of_entries_is_fifteen_hashes() -> None:
    leaves = [hashlib.sha256(b"%d" % number).digest() for number in range(20_000)]
    assert len(inclusion_proof(7_000, leaves)) == 15
