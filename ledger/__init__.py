"""A ledger for clubs' revolving loan funds."""
