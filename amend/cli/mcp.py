"""The command that offers the engine to agents as tools: mcp."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from amend.cli import terminal
from amend.cli.terminal import FILE
from amend.errors import AmendError


@click.command()
@click.argument("folder", required=False, type=FILE)
@click.option("--write", "writes", is_flag=True, help="Allow drafts to be saved and recorded, in the workspace only.")
@click.option("--tools", "listed", is_flag=True, help="List the tools, a line each, and end.")
def mcp(folder: Path | None, writes: bool, listed: bool) -> None:
    """Offer the engine to a language model as tools, over standard input and output (Model Context Protocol).

    The model proposes, the engine proves or refuses, with the printed line and words that would work. The tools reach
    the workspace of FOLDER, or of this one, and nothing else. Whoever runs the model starts this; needs amend[agents].
    """
    if listed:
        from amend.desk.agents.tools import TOOLS  # only here, as below: other commands need nothing of it

        for tool in TOOLS:
            terminal.echo(f"{tool.name:<10} {tool.title}{' (with --write)' if tool.writes else ''}")
        return
    if find_spec("mcp") is None:
        raise AmendError("the tools for agents need the package mcp", remedy='install it: pip install "amend[agents]"')
    from amend.desk.agents.server import serve_tools

    serve_tools((folder or Path()).absolute(), writes=writes)
