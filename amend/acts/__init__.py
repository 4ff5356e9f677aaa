"""The Act as the Bill would leave it."""
