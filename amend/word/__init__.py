"""Word documents, their mark-up read and written with lxml."""
