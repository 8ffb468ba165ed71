"""A member's own pages: what she owes, what she paid, what the club holds about her."""
