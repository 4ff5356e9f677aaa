"""Files read and written; the wing for XML and drafts."""
