"""Clubs that never were: believable members, loans and cash books, drawn from a seed."""
