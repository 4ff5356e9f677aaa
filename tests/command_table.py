"""The table of commands in the README, made of their help: `python tests/command_table.py` writes it there anew."""

import re
from pathlib import Path

import click

from amend.cli.fetch import COMMANDS as OF_FETCH
from amend.cli.main import COMMANDS, main
from amend.cli.position import COMMANDS as OF_POSITION

README = Path(__file__).resolve().parents[1] / "README.md"
BEGINS = "<!-- commands: written by tests/command_table.py -->\n"
ENDS = "<!-- end of commands -->\n"
UNSAID = {"--help", "--json"}
"""Options that nearly every command has."""


def table():
    """A row for each command, and below a group for each of its own."""
    rows = ["| command | what it does | options besides `--json` |", "|---|---|---|"]
    context = click.Context(main, info_name="amend")
    for name in sorted(COMMANDS):
        command = main.get_command(context, name)
        rows.append(row(command, context, name, COMMANDS[name][1]))
        inner = {"position": OF_POSITION, "fetch": OF_FETCH}.get(name, {})
        within = click.Context(command, info_name=name, parent=context)
        rows += [row(command.get_command(within, one), within, one, inner[one][1]) for one in sorted(inner)]
    return "".join(f"{one}\n" for one in rows)


def row(command, parent, name, said):
    context = click.Context(command, info_name=name, parent=parent)
    pieces = [piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]"]
    options = [one for one in command.params if isinstance(one, click.Option) and not UNSAID & set(one.opts)]
    usage = " ".join([context.command_path, *pieces, *(option(one) for one in options if one.required)])
    others = ", ".join(f"`{option(one)}`" for one in options if not one.required)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in (f"`{usage}`", said, others)) + " |"


def option(one):
    """An option as it is typed: the short form of one that has one, and what it takes; of many choices, their name."""
    if one.is_flag:
        return max(one.opts, key=len)
    takes = one.metavar or one.type.name.upper()
    if isinstance(one.type, click.Choice):
        takes = "|".join(one.type.choices).lower() if len(one.type.choices) < 3 else (one.name or "").upper()
    return f"{min(one.opts, key=len)} {takes}"


def written(readme):
    """The README with the table of today."""
    return re.sub(f"(?s){BEGINS}.*?{ENDS}", lambda _: f"{BEGINS}{table()}{ENDS}", readme)


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
