"""The club's side of complaints and personal data."""
