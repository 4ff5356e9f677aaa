"""Which tests run which lines of the package, and a run of some of those tests alone: what `mutants.py` stands on.

Run by `mutants.py` in a copy of the checkout:
    python lines_run.py record MAP ROOM ...    run the tests, and write the map
    python lines_run.py try CHOSEN             run the tests named in a file of JSON, in its order, up to the first failure
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ELSEWHERE = ("tests/ledger/git", "tests/cli/test_git.py", "tests/test_readme.py", "tests/word/test_office.py")
"""Tests that look at other programs (git, an office), not at what a line of ours says: they take most of the time."""

QUIET = ["-q", "-q", "-n", "0", "-p", "no:cacheprovider", "--hypothesis-seed=1"]
MEMORY = 4 << 30
"""Bytes that a run may hold: a fault that grows without end stops there, not with the machine."""


class Recorder:
    """Notes for each test that passes how long it took and which lines of the rooms it ran."""

    def __init__(self, folder, rooms):
        import coverage  # a dependency of the benches, which a mutant is tried without

        self.folder, self.rooms = folder, rooms
        self.coverage = coverage.Coverage(
            data_file=None, config_file=False, include=[f"{folder}/amend/{room}/*" for room in rooms]
        )
        self.seconds = defaultdict(float)
        self.unfit = set()
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report):
        self.seconds[report.nodeid] += report.duration
        if not report.passed:
            self.unfit.add(report.nodeid)

    def written(self):
        """The map: the seconds of each test, and for each line of each module the tests that ran it, by their place."""
        self.coverage.stop()
        data = self.coverage.get_data()
        tests = sorted(set(self.seconds) - self.unfit)
        place = {test: at for at, test in enumerate(tests)}
        ran = {}
        for name in data.measured_files():
            lines = data.contexts_by_lineno(name).items()
            ran[Path(name).relative_to(self.folder).as_posix()] = {
                line: sorted({place[test] for test in by if test in place}) for line, by in lines
            }
        return {"tests": tests, "seconds": [self.seconds[test] for test in tests], "ran": ran}


class Chosen:
    """Runs the tests named, in the order in which they are named, and no other."""

    def __init__(self, tests):
        self.place = {test: at for at, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items):
        items[:] = sorted((item for item in items if item.nodeid in self.place), key=lambda it: self.place[it.nodeid])


def main():
    if sys.argv[1] == "record":
        target, *rooms = sys.argv[2:]
        recorder = Recorder(Path.cwd(), rooms)
        code = pytest.main([*QUIET, *(f"--ignore={path}" for path in ELSEWHERE), "tests"], plugins=[recorder])
        if code in (0, 1):  # a test that fails tells nothing of a mutant, and is left out
            Path(target).write_text(json.dumps(recorder.written()))
            code = 0
    else:
        try:
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        except ImportError:  # not on this system
            pass
        tests = json.loads(Path(sys.argv[2]).read_text())
        files = dict.fromkeys(test.split("::")[0] for test in tests)
        code = pytest.main([*QUIET, "-x", *files], plugins=[Chosen(tests)])
    sys.exit(int(code))


if __name__ == "__main__":
    main()
