"""The operations on Bills: resolve, apply, compare."""
