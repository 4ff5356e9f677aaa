"""The record is read from git as it is: commits and what they changed, files as they were, and who wrote each line."""

from datetime import UTC, datetime, timedelta

import pytest

from amend.errors import RecordError
from amend.ledger import recording
from amend.ledger.git.repository import FileChange, Repository

DRAFT = "drafts/commissioner/4.md"


@pytest.fixture
def repository(work):
    return Repository.of(work)


def revised(work, old, new):
    file = work.root / DRAFT
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return recording.record(work, file).commit


def test_the_versions_of_a_file_and_what_each_held(work, repository):
    second = revised(work, "make clear", "make plain")
    newest, oldest = repository.commits(DRAFT)
    assert newest.id == repository.head() == second
    (change,) = newest.changes
    assert (change.path, change.kind) == (DRAFT, "M")
    assert oldest.changes == (FileChange(DRAFT, "A", "", change.before),)
    texts = repository.contents([change.before, change.after, "", "0" * 40])
    assert b"make clear" in texts[change.before]
    assert b"make plain" in texts[change.after]
    assert set(texts) == {change.before, change.after}
    assert repository.content(DRAFT, oldest.id) == texts[change.before]
    assert repository.content(DRAFT) == texts[change.after]
    assert repository.content("not/there.md") is None


def test_oldest_first_and_without_changes(repository):
    commits = repository.commits(oldest_first=True, changes=False)
    assert commits[0].parents == ()
    assert [commit.id for commit in commits] == [commit.id for commit in reversed(repository.commits())]
    assert not any(commit.changes for commit in commits)


def test_the_first_commit_has_its_files_and_its_times_their_zones(repository, git, monkeypatch):
    first = repository.commits(oldest_first=True)[0]
    assert {"amend.toml", ".gitattributes"} < {change.path for change in first.changes}
    assert first.recorded == datetime(2026, 1, 5, 10, tzinfo=UTC)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-02-01T01:00:00-0330")
    git("commit", "--quiet", "--allow-empty", "-m", "A subject\nof two rows\n\nA body.\n\nKey: value\n not a trailer")
    last = repository.commits()[0]
    assert last.recorded.utcoffset() == -timedelta(hours=3, minutes=30)
    assert (last.subject, last.trailers) == ("A subject", ())
    assert last.body == "of two rows\n\nA body.\n\nKey: value\n not a trailer"


def test_a_file_under_another_name_is_followed(work, repository, git):
    git("mv", DRAFT, "drafts/commissioner/neu 3.md")
    git("commit", "--quiet", "-m", "Renamed")
    assert len(repository.commits("drafts/commissioner/neu 3.md")) == 1
    renamed, first = repository.commits("drafts/commissioner/neu 3.md", follow=True)
    assert renamed.changes[0].path == "drafts/commissioner/neu 3.md"
    assert first.changes[0].path == DRAFT


def test_what_changed_since(work, repository, git):
    (work.root / DRAFT).unlink()
    (work.root / "drafts/commissioner/neu é \n.md").write_text("x")
    assert sorted(repository.changed()) == [(" D", DRAFT), ("??", "drafts/commissioner/neu é \n.md")]


def test_without_a_commit_there_is_nothing(repository, git):
    git("checkout", "--quiet", "--orphan", "other")
    with pytest.raises(RecordError, match="nothing is recorded yet"):
        repository.head()
