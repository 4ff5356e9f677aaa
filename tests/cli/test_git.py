"""Git shows, compares and merges Bills with `amend` once it is told to: real git, in a repository of its own."""

import subprocess

import pytest
from shorthand import bill

from amend.formats import akn

WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
CHARGE = "Clause 1, page 1, line 4, leave out “may” and insert “must”"
CLEAN = "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”"


class Repository:
    """A git repository in the command's folder, which holds bill.xml."""

    def __init__(self, amend):
        self.amend = amend
        self("init", "-q", "-b", "main")
        self("config", "user.name", "Test")
        self("config", "user.email", "test@example.invalid")
        self("config", "commit.gpgsign", "false")
        assert amend("git-setup").code == 0
        self.commit("the print")

    def __call__(self, *arguments, code=0, **environment):
        given = {**self.amend.environment, **environment}
        env = {name: value for name, value in given.items() if value is not None}
        done = subprocess.run(["git", *arguments], cwd=self.amend.folder, env=env, capture_output=True, timeout=60)
        if code is not None:
            assert done.returncode == code, (arguments, done.returncode, done.stdout.decode(), done.stderr.decode())
        return done.stdout.decode() + done.stderr.decode()

    def commit(self, message):
        self("add", ".gitattributes", "bill.xml")
        self("commit", "-qm", message)

    def edit(self, draft, words):
        """Make an amendment to bill.xml, where it is."""
        ran = self.amend("apply", "bill.xml", draft("d.md", words, "1"), "-o", "new.xml")
        assert ran.code == 0, ran
        (self.amend.folder / "new.xml").replace(self.amend.folder / "bill.xml")


@pytest.fixture
def git(ponds):
    return Repository(ponds)


def test_git_diff_shows_the_redline(git, draft):
    git.edit(draft, WEED)
    said = " ".join(git("diff").split())
    assert "bill.xml" in said
    assert "free of [-weed-]{+rubbish+}." in said
    assert "<" not in said


def test_git_log_and_git_show_give_the_words_without_the_mark_up(git, draft):
    git.edit(draft, WEED)
    git.commit("weed")
    said = git("log", "-p", "-1")
    assert "\n-  (1) The keeper must keep every pond clean and free of weed.\n" in said
    assert "\n+  (1) The keeper must keep every pond clean and free of rubbish.\n" in said
    assert "<p>" not in said
    assert "free of rubbish." in git("show")


def test_the_difftool_is_amend_compare(git, draft):
    git.edit(draft, WEED)
    assert "free of [-weed-]{+rubbish+}." in " ".join(git("difftool", "-y", "-t", "amend").split())


def test_git_difftool_runs_the_tool_that_is_asked_for(git, draft):
    git.edit(draft, WEED)
    git("config", "difftool.mine.cmd", 'echo "mine: $LOCAL $REMOTE"')
    said = git("difftool", "-y", "-t", "mine")
    assert "mine: " in said
    assert "bill.xml" in said
    assert "rubbish" not in said


@pytest.mark.parametrize(("settings", "coloured"), [((), True), (("-c", "color.ui=false"), False)])
def test_the_redline_in_gits_pager_has_the_colour_that_git_is_set_to(git, draft, settings, coloured):
    git.edit(draft, WEED)
    said = git(*settings, "diff", GIT_PAGER_IN_USE="true", TERM="xterm-256color", NO_COLOR=None)
    assert ("\x1b[" in said) is coloured
    assert ("{+rubbish+}" in said) is not coloured


def test_edits_of_two_provisions_on_two_branches_merge(git, draft):
    git("checkout", "-qb", "charges")
    git.edit(draft, CHARGE)
    git.commit("charge")
    git("checkout", "-q", "main")
    git.edit(draft, WEED)
    git.commit("weed")
    git("merge", "-q", "charges", "-m", "both")
    said = git.amend("show", "bill.xml", "clause 1").out
    assert "rubbish" in said
    assert "must charge" in " ".join(said.split())


def test_a_real_conflict_is_marked_and_nothing_is_lost(git, draft):
    git("checkout", "-qb", "tidy")
    git.edit(draft, CLEAN)
    git.commit("tidy")
    git("checkout", "-q", "main")
    git.edit(draft, WEED)
    git.commit("weed")
    said = git("merge", "tidy", code=1)
    assert "both sides change clause 1(1)" in said
    assert "CONFLICT" in said
    text = (git.amend.folder / "bill.xml").read_text("utf-8")
    assert "tidy" in text
    assert "rubbish" in text
    ran = git.amend("apply", "bill.xml", "d.md", "-o", "out.xml")
    assert ran.code == 1
    assert "clause 1(1)" in ran.err
    assert not (git.amend.folder / "out.xml").exists()
    both = git("diff")
    ran = git.amend("lines", "bill.xml", "-o", "out.xml")
    assert (ran.code, ran.out) == (1, "")
    assert "amend: bill.xml: two people's edits conflict at clause 1(1)" in ran.err
    ran = git.amend("compare", "bill.xml", "bill.xml")
    assert ran.code == 0
    assert "amend: bill.xml: two people's edits conflict at clause 1(1), and both texts are shown" in ran.err
    for command in (["show", "bill.xml", "clause 1"], ["blame", "bill.xml"]):
        ran = git.amend(*command)
        assert "amend: bill.xml: two people's edits conflict at clause 1(1), and both texts are shown" in ran.err
    assert git.amend("new", "bill.xml", "--at", "clause 1(1)").code == 1
    assert "free of rubbish" in both
    assert "tidy and free of weed" in both


def test_xml_that_is_no_bill_is_shown_and_merged_as_text(git):
    other = git.amend.folder / "other.xml"
    rows = ["<list>", *(f" <item>{n}</item>" for n in range(12)), "</list>", ""]
    other.write_text("\n".join(rows))
    git("add", "other.xml")
    git("commit", "-qm", "other")
    git("checkout", "-qb", "first")
    other.write_text("\n".join(rows).replace(">1<", ">one<"))
    assert "no redline" in git("diff")
    assert ">one<" in git("diff", "--no-ext-diff")
    git("commit", "-qam", "first")
    git("checkout", "-q", "main")
    other.write_text("\n".join(rows).replace(">10<", ">ten<"))
    git("commit", "-qam", "tenth")
    git("merge", "-q", "first", "-m", "both")
    assert ">one<" in other.read_text()
    assert ">ten<" in other.read_text()


def test_setting_up_twice_changes_nothing_and_keeps_other_attributes(git):
    attributes = git.amend.folder / ".gitattributes"
    attributes.write_text("*.png binary")
    assert git.amend("git-setup").code == 0
    once = attributes.read_text(), git("config", "--local", "--list")
    assert once[0] == "*.png binary\n*.xml diff=amend merge=amend\n"
    assert git.amend("git-setup").code == 0
    assert (attributes.read_text(), git("config", "--local", "--list")) == once


def test_outside_a_repository_it_says_what_to_do(ponds):
    ran = ponds("git-setup")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "amend: .: it is not in a git repository; make one with “git init”\n"


def test_without_git_it_says_so(git):
    ran = git.amend("git-setup", PATH="")
    assert ran.code == 1
    assert "git is not installed" in ran.err


def test_a_new_file_and_one_that_is_gone_are_said_in_one_line(git):
    akn.write(bill("1 One\n  Words."), git.amend.folder / "second.xml")
    git("add", "-N", "second.xml")
    (git.amend.folder / "bill.xml").unlink()
    said = git("diff")
    assert "second.xml\na new file" in said
    assert "bill.xml\nno longer there" in said
