"""A Word file as PDF, where LibreOffice is on the machine to set it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from amend.errors import WriteError

PROGRAMS = ("soffice", "libreoffice")
"""What LibreOffice is called."""

LONGEST = 180
"""Seconds that it is given."""


def pdf(word: bytes) -> bytes:
    """The pages of a Word file. Raises WriteError where LibreOffice is not there, or does not set it."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise WriteError("a PDF needs LibreOffice, which is not here", remedy="install it, or write a .docx")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bill.docx"
        file.write_bytes(word)
        command = [program, "--headless", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"]
        try:
            subprocess.run(
                [*command, "--convert-to", "pdf", "--outdir", folder, str(file)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LONGEST,
                check=False,
            )
            return file.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise WriteError("LibreOffice made no PDF of it", remedy="write a .docx, and print that") from error
