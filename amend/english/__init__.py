"""The language of amendments, read and written."""
