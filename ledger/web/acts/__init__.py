"""What can be done in a club's books, page by page: what is asked, confirmed, recorded."""
