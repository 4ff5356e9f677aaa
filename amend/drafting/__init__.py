"""Amendments begun, written from an edited Bill, read, placed, made, explained and put on paper."""
