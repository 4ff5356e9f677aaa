"""PDF files read: words with their places, and the printed lines of a page."""
