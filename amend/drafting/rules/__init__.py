"""The rules of drafting and practice that `amend check` goes by: each a function with its code, examples and source."""
