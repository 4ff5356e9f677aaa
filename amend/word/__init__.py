"""Word documents; python-docx is used here only."""
