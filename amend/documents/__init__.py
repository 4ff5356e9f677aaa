"""A Bill that exists only as a document, in Word, as PDF or as a page, read into provisions."""
