"""Calls of every command, made from click's own tree and the examples of the help; and a process for each of them.

A call is what is typed after `amend`. A new command, argument or option is in them without being named here.
"""

import ctypes
import io
import os
import resource
import shlex
import signal
import stat
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click

from amend.cli import fetch, position
from amend.cli.main import CALLED_BY_GIT, COMMANDS, EXAMPLES, OLD_NAMES, main
from amend.sources import hosts

SECONDS = 30
"""After which a command counts as one that never ends."""

OPEN = b"Ctrl-C ends it"
"""What a command says that goes on until it is ended: it is ended here LATER, in seconds, when all that follows is said."""

LATER = 0.2

EDITOR = "sed -i s/letter/speech/"

NOBODY = "http://127.0.0.1:9"
"""Where no source answers: no test goes beyond this machine."""

OVERRIDE = (1, 2)
"""The capabilities by which root reads and writes what the rights of a file forbid."""


class Ended(NamedTuple):
    """What became of a run: its exit code, negative for a signal, and its messages."""

    code: int
    said: str

    @property
    def rows(self):
        return self.said.splitlines()


@dataclass(frozen=True)
class Leaf:
    """A command that does something. path: what is typed for it. example: the rest of a call that works."""

    path: tuple[str, ...]
    command: click.Command
    example: tuple[str, ...]

    @property
    def name(self):
        return " ".join(self.path)

    @property
    def good(self):
        return (*self.path, *self.example)

    def options(self):
        return [one for one in self.command.params if isinstance(one, click.Option)]

    def with_each_place(self, value):
        """Calls with a value in each place of the example, and in each option that the example does not use.

        value: makes one with the ending of what stood there.
        """
        known = {name for one in self.options() for name in (*one.opts, *one.secondary_opts)}
        for at, word in enumerate(self.example):
            if word not in known:
                yield (*self.path, *self.example[:at], value(Path(word).suffix or ".xml"), *self.example[at + 1 :])
        if not any(isinstance(one, click.Argument) for one in self.command.params) or not self.example:
            yield (*self.path, value(".xml"))
        for one in self.options():
            if not one.is_flag and not set(one.opts) & set(self.example):
                ending = ".docx" if "docx" in (one.metavar or "") else ".xml"
                yield (*self.path, *self.example, one.opts[-1], *[value(ending)] * one.nargs)

    def with_each_flag(self):
        """Calls with each flag that the example does not use."""
        for one in self.options():
            if one.is_flag and not set(one.opts) & set(self.example):
                yield (*self.path, *self.example, one.opts[-1])

    def over_each_input(self, files):
        """Each file that a word of the example stands for, with calls in which it is given in another place too.

        files: those that a word stands for.
        """
        for word in self.example:
            for file in files(word):
                for call in self.with_each_place(lambda _, file=file: file):
                    yield file, call


def leaves():
    """Every command, those that git calls and those of an old name too."""
    for name in (*COMMANDS, *CALLED_BY_GIT, *OLD_NAMES):
        yield from _below((name,), main.get_command(click.Context(main), name))


def _below(path, command):
    if isinstance(command, click.Group):
        inner = click.Context(command)
        for name in command.list_commands(inner):
            yield from _below((*path, name), command.get_command(inner, name))
        return
    within = {"position": position.EXAMPLES, "fetch": fetch.EXAMPLES}
    said = (within[path[0]] if len(path) > 1 else EXAMPLES).get(path[-1])
    words = shlex.split(said)[1 + len(path) :] if said else list(_made_up(command))
    if "-o" in words:
        at = words.index("-o") + 1
        words[at] = f"new{Path(words[at]).suffix}"  # which is not there, whatever else is
    yield Leaf(path, command, tuple(words))


def _made_up(command):
    """A call of a command without an example: a Bill or a draft for each thing that must be given."""
    for one in command.params:
        if isinstance(one, click.Argument):
            yield "1.md" if getattr(one.type, "name", "") == "draft" else "bill.xml"
        elif one.required:
            named = one.type.choices[0] if isinstance(one.type, click.Choice) else "out.docx"
            yield from (one.opts[-1], named)


def run(call, folder, *, largest=None, stdout=os.devnull):
    """Run a call in a fork of this process, whose modules are all loaded. largest: bytes that a file may get."""
    coming, saying = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(coming)
        try:
            _child(call, folder, largest, stdout, saying)
        finally:
            os._exit(98)
    os.close(saying)
    said, ending = b"", None
    while part := os.read(coming, 65536):
        said += part
        if ending is None and OPEN in said:
            ending = threading.Timer(LATER, os.kill, (pid, signal.SIGTERM))
            ending.start()
    os.close(coming)
    if ending:
        ending.cancel()
        ending.join()
    _, status = os.waitpid(pid, 0)
    return Ended(os.waitstatus_to_exitcode(status), said.decode("utf-8", "backslashreplace"))


def _child(call, folder, largest, stdout, saying):
    os.chdir(folder)
    os.environ.update(HOME=str(folder), EDITOR=EDITOR, VISUAL=EDITOR, BROWSER="true", COLUMNS="100", NO_COLOR="1")
    os.environ.update({variable: NOBODY for variable, _ in hosts.TABLE.values()}, AMEND_CACHE=os.devnull)
    signal.alarm(SECONDS)
    nothing = os.open(os.devnull, os.O_RDONLY)
    out = stdout if isinstance(stdout, int) else os.open(stdout, os.O_WRONLY)
    os.dup2(nothing, 0)
    os.dup2(saying, 2)
    os.close(1) if out < 0 else os.dup2(out, 1)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    sys.stdout = None if out < 0 else io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding="utf-8", line_buffering=True)
    sys.excepthook = sys.__excepthook__
    without_override()
    if largest is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    code = 97
    try:
        try:
            main(list(call), prog_name="amend")
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        for stream in (sys.stdout, sys.stderr):  # as Python does when it ends
            if stream is not None:
                stream.flush()
    except BaseException:  # noqa: BLE001 - shown as Python shows what nobody took
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        code = 97
    os._exit(code)


def without_override():
    """Have the rights of files hold for this process and what it starts, though it be root's. Only on Linux."""
    if os.getuid() != 0 or not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for one in OVERRIDE:
        libc.prctl(24, one, 0, 0, 0)  # PR_CAPBSET_DROP
    header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, data)
    for at in (0, 1):  # what is effective, and what is permitted
        for one in OVERRIDE:
            data[at] &= ~(1 << one)
    libc.capset(header, data)


def standing(folder):
    """Every file and folder there, with what tells whether it was changed."""
    found, open_ = {}, [""]
    while open_:
        within = open_.pop()
        with suppress(OSError), os.scandir(os.path.join(folder, within)) as entries:
            for one in entries:
                seen = one.stat(follow_symlinks=False)
                kind, mode = stat.S_IFMT(seen.st_mode), stat.S_IMODE(seen.st_mode)
                if kind == stat.S_IFDIR:
                    open_.append(f"{within}{one.name}/")
                    found[within + one.name] = (kind, mode)
                else:
                    found[within + one.name] = (kind, mode, seen.st_ino, seen.st_size, seen.st_mtime_ns)
    return found
