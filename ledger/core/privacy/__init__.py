"""Personal data: consent, requests about the own data, restriction, export and erasure."""
