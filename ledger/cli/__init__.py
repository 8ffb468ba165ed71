"""The command line: a door for people with a terminal."""
