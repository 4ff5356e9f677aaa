"""The library offers every command by its verb, and loads no more than is used."""

import pydoc
import subprocess
import sys
from pathlib import Path

import pytest
from shorthand import bill

import amend
from amend.cli.fetch import COMMANDS as OF_FETCH
from amend.cli.main import COMMANDS
from amend.cli.position import COMMANDS as OF_POSITIONS
from amend.formats import akn

CALLED = {
    "demo": "apply",
    "edit": "record",
    "kept": "positions",
    "git-setup": "init",
    "import": "import_paper",
    "mcp": "propose",
    "position": "positions",
    "show": "read",
    "add": "add_position",
    "compare": "compare",
    "log": "positions",
    "fetch": "fetch_bill",
    **{one: f"fetch_{one}" for one in OF_FETCH},
}
"""Commands whose function has another name: what a word of Python, a command of files, or another thing has taken."""


@pytest.mark.parametrize("verb", sorted({*COMMANDS, *OF_POSITIONS, *OF_FETCH}))
def test_every_command_is_a_function_of_the_library(verb):
    name = CALLED.get(verb, verb)
    assert name in amend.__all__
    assert callable(getattr(amend, name))


def test_everything_that_is_offered_is_there_and_says_what_it_is():
    for name in amend.__all__:
        found = getattr(amend, name)
        assert pydoc.getdoc(found), name


def test_the_help_of_the_package_is_a_page_with_every_function_on_it():
    page = pydoc.plain(pydoc.render_doc(amend))
    assert page.index("DESCRIPTION") < page.index("every amendment placed on the print")
    for name in amend.__all__:
        assert name in page


def test_what_is_not_offered_is_refused_by_name():
    with pytest.raises(AttributeError, match="module “amend” has no attribute “nothing”"):
        amend.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_else():
    code = (
        "import sys, amend; print(sorted(m for m in sys.modules if m.startswith(('amend.', 'lxml', 'click', 'git'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


AMENDED = ("rich", "git", "jinja2", "docx", "httpx", "amend.engine.compare.pairing")
"""What is not loaded where a clause is left out; of `engine/reprint`, what reads references to it is."""
LAYOUT = (*AMENDED, "amend.engine.reprint")


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        (["apply", "bill.xml", "1.md", "-o", "out.xml", "--json"], AMENDED),
        (["check", "bill.xml", "1.md", "--json"], AMENDED),
        (["show", "bill.xml", "--json"], (*LAYOUT, "yaml", "amend.english", "amend.engine.apply")),
        (["show", "bill.xml", "clause 1", "--json"], (*LAYOUT, "yaml", "amend.english", "amend.engine.apply")),
        (["show", "bill.xml", "clause 1"], ("git", "jinja2", "docx", "yaml", "amend.engine.compare.pairing")),
        (["compare", "bill.xml", "bill.xml", "--json"], ("rich", "git", "jinja2", "docx", "yaml", "amend.english")),
        (["export", "bill.xml", "-o", "out.docx"], ("rich", "git", "jinja2", "yaml")),
    ],
)
def test_a_command_loads_only_what_it_uses(command, unused, tmp_path):
    akn.write(bill("1 Ponds\n  The keeper must keep ponds."), tmp_path / "bill.xml")
    (tmp_path / "1.md").write_text('---\nprint: "Bill 1"\n---\n\nLeave out Clause 1\n')
    code = (
        "import sys; from amend.cli.main import main; main(standalone_mode=False);"
        " print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    loaded = done.stderr.split()
    assert "amend.formats.akn" in loaded
    assert [name for name in loaded if any(f"{name}.".startswith(f"{one}.") for one in unused)] == []


def test_the_types_of_the_package_are_shipped():
    assert (Path(amend.__file__).parent / "py.typed").is_file()
