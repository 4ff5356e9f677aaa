"""The command in a fork of this process, whose modules are all loaded: a process of its own, without a start of Python."""

import importlib
import io
import os
import pkgutil
import signal
import sys
import tempfile
import warnings
from functools import cache

import amend
from amend.web.site.page import site_templates

SECONDS = 60
"""After which a command counts as one that never ends."""


def run(arguments, folder, environment):
    """The exit code of a call, negative for a signal, and what it wrote to standard output and standard error.

    It finds the folder, the environment, its streams and the rules for warnings as a process does that is started anew.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        nothing = os.open(os.devnull, os.O_RDONLY)
        pid = begun(arguments, folder, environment, (nothing, out.fileno(), err.fileno()))
        os.close(nothing)
        code = ended(pid)
        written = []
        for file in (out, err):
            file.seek(0)
            written.append(file.read().decode())
    return code, *written


def begun(arguments, folder, environment, streams, *, session=False):
    """The process of a call that is under way. streams: its standard input, output and errors. session: of its own."""
    load()
    pid = os.fork()
    if pid == 0:
        try:
            if session:
                os.setsid()
            _child(arguments, folder, environment, streams)
        finally:
            os._exit(98)
    return pid


def ended(pid):
    """The exit code of a call that was begun, when it has ended."""
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


@cache
def load():
    """Have all modules here, and the templates of the pages made ready, so that no fork has to."""
    for module in pkgutil.walk_packages(amend.__path__, "amend."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    templates = site_templates()
    for name in templates.list_templates(extensions=["html"]):
        templates.get_template(name)


def _child(arguments, folder, environment, streams):
    from amend.cli.main import main

    signal.alarm(SECONDS)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8", line_buffering=os.isatty(1)
    )
    sys.stderr = io.TextIOWrapper(
        io.FileIO(2, "w", closefd=False), encoding="utf-8", errors="backslashreplace", line_buffering=True
    )
    sys.argv = ["amend", *arguments]
    sys.excepthook = sys.__excepthook__
    warnings.resetwarnings()
    warnings.simplefilter("error")
    code = 1
    try:
        main(list(arguments), prog_name="amend")
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - shown as Python shows what nobody took
        sys.excepthook(*sys.exc_info())
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)
