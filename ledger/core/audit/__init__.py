"""Rules of proof: canonical bytes, hashes, the Merkle tree."""
