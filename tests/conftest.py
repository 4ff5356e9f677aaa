"""What every test may ask for: the real parliamentary files, and how many cases a law is tried on."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("amend", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("amend")


@pytest.fixture(scope="session")
def corpus():
    """The folder of real parliamentary files; the test is skipped where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    folder = Path(os.environ.get("AMEND_CORPUS") or beside)
    if not folder.is_dir():
        pytest.skip("the real parliamentary files are not here: set AMEND_CORPUS")
    return folder
