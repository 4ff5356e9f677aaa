"""A browser for tests that look at pages: Debian's Chromium, driven by Playwright, one for each worker of a run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from browser import look

AXE = Path("axe-core") / "axe.min.js"


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window; skipped where it or Playwright is absent."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not here: pip install -e '.[test]'")
    chromium = os.environ.get("AMEND_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not on PATH")
    with sync_api.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def window(browser):
    """Opens an empty page in a session of its own, closed when the test ends.

    width, height: CSS pixels. dark: as one who asked for dark colours. printed: as on paper. scripts: whether they run.
    lawless: without the page's own policy. The rest is for Playwright's `new_context`.
    """
    opened = []

    def opens(*, width=1280, height=800, dark=False, printed=False, scripts=True, lawless=False, **more):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            bypass_csp=lawless,
            reduced_motion="reduce",
            accept_downloads=True,
            **more,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.new_page()
        if printed:
            page.emulate_media(media="print")
        return page

    yield opens
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def axe():
    """What axe-core finds on an open page, against WCAG 2.2 AA; skipped where axe-core is absent."""
    file = _axe_core()
    if file is None:
        pytest.skip("axe-core is not here: npm install axe-core, or name its folder in AMEND_AXE")
    source = file.read_text("utf-8")
    return lambda page, *only: look.violations(page, source, only)


def _axe_core():
    """The file of axe-core: by AMEND_AXE (it, or a folder around it), NODE_PATH, here, or where npm puts what is for all."""
    named = os.environ.get("AMEND_AXE")
    if named:
        places = [Path(named), Path(named) / AXE.name, Path(named) / AXE, Path(named) / "node_modules" / AXE]
        return next((one for one in places if one.is_file()), None)
    roots = [Path(one) for one in os.environ.get("NODE_PATH", "").split(os.pathsep) if one]
    roots += [Path("node_modules"), Path(__file__).resolve().parents[2] / "node_modules"]
    if (found := next((root / AXE for root in roots if (root / AXE).is_file()), None)) or not shutil.which("npm"):
        return found
    said = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, timeout=60).stdout.strip()
    return Path(said) / AXE if said and (Path(said) / AXE).is_file() else None
