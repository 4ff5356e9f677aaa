"""`python -m amend` is the command `amend`."""

from amend.cli.main import main

main(prog_name="amend")
