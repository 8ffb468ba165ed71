"""What people do, one act a function."""
