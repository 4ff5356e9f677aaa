"""The desk: a print edited by hand, and what stands beside it after each edit."""
