"""Users: their roles and grants, what each may do, passwords and PINs."""
