"""A group of commands, each loaded from its module only when it is used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from amend.model.nearest import did_you_mean, nearest


class Utf8Text(click.types.StringParamType):
    """What is typed for an option or argument that may be written to a file, or sent: in UTF-8."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text. A usage error for what is no UTF-8."""
        text = super().convert(value, param, ctx)
        try:
            text.encode()
        except UnicodeEncodeError:
            self.fail("it is not UTF-8 text; type it again", param, ctx)
        return text


class LazyGroup(click.Group):
    """Loads a command when it is asked for.

    table: each command, with the module that holds it and its one line of help. The function has the name of the
    command, with “_” for “-”, and “_” after it where it would be a word of Python. unlisted: the modules of commands
    that help does not name, and after a colon their function where that has another name. guessed: other words for a
    command, which is told when they are typed. examples: what the help of a command shows at its end.
    """

    def __init__(
        self,
        *arguments: Any,
        table: Mapping[str, tuple[str, str]],
        unlisted: Mapping[str, str] | None = None,
        guessed: Mapping[str, str] | None = None,
        examples: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._table = table
        self._examples = dict(examples or {})
        self._guessed = dict(guessed or {})
        self._modules = {name: module for name, (module, _) in table.items()} | dict(unlisted or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands that help names, in order."""
        return sorted(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None when there is none."""
        if cmd_name not in self._modules:
            return None
        module, _, function = self._modules[cmd_name].partition(":")
        name = function or (f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_"))
        command: click.Command = getattr(import_module(module), name)
        for one in command.params:
            if isinstance(one, click.Option) and one.type is click.STRING:
                one.type = Utf8Text()
        if cmd_name in self._examples:
            command.epilog = f"\b\nFor example:\n  {self._examples[cmd_name]}"
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named first; a usage error with the one that was perhaps meant when there is none."""
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing and not name.startswith("-"):
            known = {**{one: one for one in self._table}, **self._guessed}
            near = list(dict.fromkeys(known[one] for one in nearest(name, known)))
            ctx.fail(
                f"there is no command “{name}”; {did_you_mean(name, near, like=0) or f'see {ctx.command_path} -h'}"
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands into the help, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._table[name][1]) for name in sorted(self._table)])
