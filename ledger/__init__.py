"""A ledger for clubs' revolving loan funds."""

__version__ = "0.1.0"
