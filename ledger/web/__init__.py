"""The pages: a door for people with a browser."""
