"""A LibreOffice Writer that accepts or rejects every change of Word files; run it with the Python that has uno.

Each line of standard input is a job, {"file", "out", "verb": "Accept" or "Reject"}.
"""

import json
import sys
import tempfile

import uno
from writer_session import start, value

_TEXT = (value("FilterName", "Text (encoded)"), value("FilterOptions", "UTF8,LF,,,false"))


def resolve(context, job):
    """Load a file, accept or reject all its changes, and save its words, a paragraph a row."""
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    place = uno.systemPathToFileUrl(job["file"])
    document = desktop.loadComponentFromURL(place, "_blank", 0, (value("Hidden", True),))
    frame = document.CurrentController.Frame
    dispatcher.executeDispatch(frame, f".uno:{job['verb']}AllTrackedChanges", "", 0, ())
    document.storeToURL(uno.systemPathToFileUrl(job["out"]), _TEXT)
    document.close(True)
    return desktop


def main():
    with tempfile.TemporaryDirectory(prefix="amend-writer-") as profile:
        office, context = start(profile)
        try:
            for line in sys.stdin:
                desktop = resolve(context, json.loads(line))
            desktop.terminate()
            office.wait(timeout=20)
        finally:
            if office.poll() is None:
                office.kill()


if __name__ == "__main__":
    main()
