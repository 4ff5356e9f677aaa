"""The command `amend`: its sub-commands, and the one place where an error becomes a message and an exit code.

Exit codes: 0 done, 1 error, 2 usage, 3 refused amendment, conflict or finding.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from amend import __version__
from amend.cli import terminal
from amend.cli.lazy_group import LazyGroup
from amend.errors import AmendError

COMMANDS = {
    "adopt": ("amend.cli.adopt", "Put the official print in the place of its restatement."),
    "apply": ("amend.cli.apply", "Make the amendments in drafts to a print."),
    "check": ("amend.cli.check", "Check amendments: their places, and the rules of drafting and practice."),
    "compare": ("amend.cli.compare", "Show what is different between two texts of a Bill."),
    "conflicts": ("amend.cli.conflicts", "Say which amendments touch, and which would make which fall."),
    "convert": ("amend.cli.convert", "Write amendments for the other House, in its words."),
    "draft": ("amend.cli.draft", "Write the amendments that turn one text into another, proved."),
    "effects": ("amend.cli.effects", "Say what a Bill does to Acts, clause by clause."),
    "explain": ("amend.cli.explain", "Say in a plain sentence what an amendment does."),
    "blame": ("amend.cli.blame", "Show whose words each printed line of a Bill is."),
    "export": ("amend.cli.export", "Write a Bill or an amendment paper for Word, as XML, a page, text or PDF."),
    "fetch": ("amend.cli.fetch", "Official texts: Bills, amendments, Acts, sitting days, divisions."),
    "find": ("amend.cli.find", "Say where words stand in a Bill, with page and line."),
    "git-setup": ("amend.cli.git", "Have git show, compare and merge Bills with amend."),
    "group": ("amend.cli.group", "Suggest groups of amendments for debate, the lead first."),
    "history": ("amend.cli.history", "Show every version of a clause or of a draft, with redlines."),
    "import": ("amend.cli.import_", "Write a paper, or the edits of a Word file, as drafts; or a Bill in PDF as XML."),
    "init": ("amend.cli.init", "Make a workspace: a git repository with the Bill and the record."),
    "keeling": ("amend.cli.keeling", "Show an Act as a Bill, and amendments to it, would leave it."),
    "lines": ("amend.cli.show", "Give a text pages and lines of our own, as a working print."),
    "marshal": ("amend.cli.marshal", "Put amendments in the order of consideration, with numbers and stars."),
    "mcp": ("amend.cli.mcp", "Offer the engine to a language model as tools: a referee for agents."),
    "new": ("amend.cli.new", "Begin a draft at a place in a print."),
    "position": ("amend.cli.position", "Who held what, when: the positions of the record."),
    "rebase": ("amend.cli.rebase", "Carry amendments to a new print of the Bill."),
    "record": ("amend.cli.record", "Record a new version of an amendment, with its mover as author."),
    "scenario": ("amend.cli.scenario", "Show the Bill if some amendments are agreed to, and what falls."),
    "site": ("amend.cli.site", "Make a site of pages that anyone can read, for disk or any host."),
    "status": ("amend.cli.status", "Say what is not recorded, and what the record lacks."),
    "desk": ("amend.cli.desk", "Edit the Bill in a browser on this machine; the amendment writes itself."),
    "demo": ("amend.cli.demo", "Try it: an example Bill amended, in a new folder."),
    "serve": ("amend.cli.serve", "Show the site in a browser on this machine, made again on each change."),
    "show": ("amend.cli.show", "Show a Bill, or one place in it, as it is printed."),
    "watch": ("amend.cli.fetch_amendments", "What is new on a Bill since the last fetch, and what that touches."),
}
"""Each command: the module that holds it, loaded only when it is used, and its one line of help."""

EXAMPLES = {
    "adopt": "amend adopt official.xml",
    "apply": "amend apply bill.xml drafts/mine -o amended.xml",
    "blame": "amend blame commissioner --only",
    "check": "amend check bill.xml 1.md 2.md",
    "compare": 'amend compare "Bill 351" "HL Bill 31" --html changes.html',
    "conflicts": "amend conflicts bill.xml drafts -o strip.html",
    "convert": "amend convert drafts/mine --house commons -o drafts/commons",
    "demo": "amend demo",
    "desk": "amend desk office",
    "draft": "amend draft bill.xml edited.xml -o drafts/mine",
    "effects": 'amend effects bill.xml --act "Ponds Act 1990"',
    "explain": "amend explain bill.xml 1.md",
    "export": "amend export bill.xml drafts/mine --tracked -o bill.docx",
    "fetch": 'amend fetch bill "Victims and Prisoners"',
    "find": 'amend find "immigration authority" "HL Bill 31"',
    "git-setup": "amend git-setup",
    "group": "amend group drafts --why",
    "history": "amend history clause 26",
    "import": "amend import paper.xml -o drafts/paper",
    "init": "amend init office --bill bill.xml",
    "keeling": 'amend keeling act.xml "HL Bill 31" drafts/mine --html layers.html',
    "lines": "amend lines amended.xml -o working.xml",
    "marshal": "amend marshal drafts --previous last.xml -o paper.docx",
    "mcp": "amend mcp office --write",
    "new": 'amend new bill.xml --at "clause 12(3)" -o drafts/mine/1.md',
    "position": "amend position matrix --on firewall",
    "rebase": 'amend rebase drafts/mine --onto "HL Bill 57"',
    "record": "amend record drafts/mine/1.md",
    "scenario": 'amend scenario bill.xml drafts --mover "Baroness Hay" --show "clause 2"',
    "serve": "amend serve",
    "show": 'amend show "HL Bill 31" clause 26',
    "site": "amend site -o public/",
    "status": "amend status",
    "watch": 'amend watch "Victims and Prisoners"',
}
"""What the help of each command shows at its end."""

CALLED_BY_GIT = dict.fromkeys(("git-diff", "git-merge", "git-text"), "amend.cli.git")
"""Commands that are not listed, for git runs them where `amend git-setup` told it to."""

GUESSED = {
    "amendment": "new",
    "begin": "new",
    "build": "apply",
    "commit": "record",
    "create": "new",
    "diff": "compare",
    "download": "fetch",
    "edit": "desk",
    "clash": "conflicts",
    "grep": "find",
    "html": "export",
    "log": "history",
    "list": "marshal",
    "consolidate": "keeling",
    "act": "keeling",
    "make": "apply",
    "matrix": "position",
    "open": "show",
    "pdf": "export",
    "print": "show",
    "read": "show",
    "redline": "compare",
    "whatif": "scenario",
    "reverse": "draft",
    "save": "record",
    "search": "find",
    "sort": "marshal",
    "start": "new",
    "timeline": "position",
    "translate": "convert",
    "lint": "check",
    "validate": "check",
    "verify": "check",
    "view": "show",
    "word": "export",
}
"""Words that somebody may try for a command, and the command."""


OLD_NAMES = {"paper": "amend.cli.paper", "write": "amend.cli.convert:convert"}
"""Names that commands had: `export` makes papers now, and `convert` is what `write` was."""


_SELDOM = 50_000
"""How many values are made before garbage is looked for: a command makes many that stay, and ends soon."""


class _Commands(LazyGroup):
    """Turns errors into messages, and an exit code."""

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        gc.set_threshold(_SELDOM)
        _any_output()
        _any_encoding()
        with _legible():
            return super().make_context(*given, **more)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is typed, taken apart. A usage error for what no system passes on, and no file has in its name."""
        for word in args:
            try:
                held = os.fsencode(word)
            except UnicodeEncodeError:
                held = b"\0"
            if b"\0" in held:
                raise click.UsageError(f"{word!r} is no name and no text; type it again", ctx)
        ctx.meta[terminal.TYPED] = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _legible():
                result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except AmendError as error:
            for row in (f"amend: {error}", *terminal.look_alikes()):
                terminal.warn(row)
            ctx.exit(1)
        except BrokenPipeError:
            # The reader of a pipe, such as `head`, has left: nothing more to say.
            _drop_output()
            ctx.exit(0)
        except OSError as error:
            terminal.warn(f"amend: the output cannot be written ({error.strerror}); is the disk full?")
            _drop_output()
            ctx.exit(1)


@contextmanager
def _legible() -> Iterator[None]:
    """Takes from a message of click's, which may quote what was typed, what a terminal would take for a command."""
    try:
        yield
    except click.ClickException as error:
        said = error.format_message()
        whole = "\n".join([said, *terminal.look_alikes()])
        if (legible := terminal.in_width(terminal.in_rows(whole))) == said:
            raise
        if isinstance(error, click.UsageError):
            raise click.UsageError(legible, error.ctx) from error
        raise click.ClickException(legible) from error


def _any_output() -> None:
    """Put something in the place of an output that is closed, which a file that is read would else take.

    What is written to standard output then fails, as it must; messages have nowhere to go.
    """
    for number, how in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, how)
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding="utf-8")


def _any_encoding() -> None:
    """Have what the encoding of an output lacks, such as “ in Latin-1, shown as “?”, so that the rest is shown."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Send what is still to be flushed nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.command(
    cls=_Commands,
    table=COMMANDS,
    unlisted=CALLED_BY_GIT | OLD_NAMES,
    guessed=GUESSED,
    examples=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Amendments to Westminster Bills as patches: read a print, apply tabled amendments, see the redline."""
