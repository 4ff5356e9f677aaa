"""Amendments found on a print and made to it."""
