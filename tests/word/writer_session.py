"""A LibreOffice Writer that edits Word files with tracking on, driven over UNO; run it with the Python that has uno.

One session serves many files: each line of standard input is a job, {"file", "out", "edits": [[verb, ...], ...]}, and
"accepted" for a copy in which all changes are accepted; each line of standard output says what became of it. The profile
and the pipe are the session's own.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK
from com.sun.star.uno import Exception as UnoException


def value(name, held):
    found = PropertyValue()
    found.Name, found.Value = name, held
    return found


def start(profile):
    pipe = f"amend-{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation=file://{profile}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if office.poll() is not None and office.returncode not in (0, 81):
                break
            time.sleep(0.2)
    raise SystemExit("LibreOffice did not start")


class Writer:
    """Edits one document at a time, with tracking on, as the person of the name last given."""

    def __init__(self, context):
        self.manager, self.context = context.ServiceManager, context
        self.desktop = self.manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def run(self, job):
        self.document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(job["file"]), "_blank", 0, (value("Hidden", True),)
        )
        try:
            self.document.RecordChanges = True
            for verb, *arguments in job["edits"]:
                getattr(self, verb)(*arguments)
            self._store(job["out"])
            if "accepted" in job:
                self._dispatch(".uno:AcceptAllTrackedChanges")
                self._store(job["accepted"])
        finally:
            self.document.close(True)

    # What can be done

    def author(self, name):
        """Be someone of that name from here on."""
        provider = self.manager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        )
        path = value("nodepath", "/org.openoffice.UserProfile/Data")
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (path,))
        first, _, last = name.partition(" ")
        access.setPropertyValue("givenname", first)
        access.setPropertyValue("sn", last)
        access.commitChanges()

    def tracking(self, on):
        self.document.RecordChanges = on

    def replace(self, words, new):
        self._find(words).setString(new)

    def insert(self, words, new):
        """Type after words."""
        found = self._find(words)
        found.getText().insertString(found.getEnd(), new, False)

    def delete(self, words):
        self._find(words).setString("")

    def comment(self, words, said):
        """Say something beside words."""
        found = self._find(words)
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = said, "Our Counsel"
        found.getText().insertTextContent(found.getEnd(), note, False)

    def enter(self, words):
        """Press Enter after words."""
        found = self._find(words)
        found.getText().insertControlCharacter(found.getEnd(), PARAGRAPH_BREAK, False)

    def paragraphs_after(self, words, *rows):
        """At the end of the paragraph that has the words, Enter and a row, for each row."""
        found = self._find(words)
        text = found.getText()
        cursor = text.createTextCursorByRange(found)
        cursor.gotoEndOfParagraph(False)
        self._rows(text, cursor, rows)

    def paragraphs_within(self, words, *rows):
        """The same just after the words."""
        found = self._find(words)
        text = found.getText()
        cursor = text.createTextCursorByRange(found.getEnd())
        self._rows(text, cursor, rows)

    def paragraphs_before(self, words, *rows):
        """At the start of the paragraph that has the words, each row and Enter."""
        found = self._find(words)
        text = found.getText()
        cursor = text.createTextCursorByRange(found)
        cursor.gotoStartOfParagraph(False)
        for row in rows:
            text.insertString(cursor, row, False)
            text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)

    def delete_paragraphs(self, first, last):
        """Delete from the start of the paragraph that has the first words to the end of that with the last, and the
        paragraph mark there."""
        start, end = self._find(first), self._find(last)
        text = start.getText()
        cursor = text.createTextCursorByRange(start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoRange(end.getEnd(), True)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")

    def delete_back(self, first, last):
        """The same, but with the paragraph mark before the first instead of that after the last."""
        start, end = self._find(first), self._find(last)
        text = start.getText()
        cursor = text.createTextCursorByRange(start)
        cursor.gotoStartOfParagraph(False)
        cursor.goLeft(1, False)
        cursor.gotoRange(end.getEnd(), True)
        cursor.gotoEndOfParagraph(True)
        cursor.setString("")

    def join(self, words):
        """Delete the mark of the paragraph that has the words, with a space typed there."""
        found = self._find(words)
        text = found.getText()
        cursor = text.createTextCursorByRange(found)
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.setString(" ")

    def retype(self, words, new):
        """Replace all that a paragraph says."""
        found = self._find(words)
        cursor = found.getText().createTextCursorByRange(found)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.setString(new)

    def _store(self, file):
        self.document.storeToURL(uno.systemPathToFileUrl(file), (value("FilterName", "MS Word 2007 XML"),))

    def _dispatch(self, command):
        dispatcher = self.manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        dispatcher.executeDispatch(self.document.CurrentController.Frame, command, "", 0, ())

    def _rows(self, text, cursor, rows):
        for row in rows:
            text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
            text.insertString(cursor, row, False)

    def _find(self, words):
        """The words that a search finds; "2|words" for the second time that they are there."""
        turn, bar, rest = words.partition("|")
        search = self.document.createSearchDescriptor()
        search.SearchString = rest if bar else words
        search.SearchCaseSensitive = True
        found = self.document.findFirst(search)
        for _ in range(int(turn) - 1 if bar else 0):
            found = self.document.findNext(found.getEnd(), search)
        if found is None:
            raise ValueError(f"not in the document: {words}")
        return found


def main():
    with tempfile.TemporaryDirectory(prefix="amend-writer-") as profile:
        office, context = start(profile)
        try:
            writer = Writer(context)
            for line in sys.stdin:
                job = json.loads(line)
                try:
                    writer.run(job)
                    said = {"done": True}
                except (UnoException, ValueError, AttributeError) as error:
                    said = {"done": False, "error": f"{type(error).__name__}: {error}"}
                sys.stdout.write(json.dumps(said) + "\n")
                sys.stdout.flush()
        finally:
            try:
                writer.desktop.terminate()
            except UnoException:
                office.terminate()
            try:
                office.wait(timeout=20)
            except subprocess.TimeoutExpired:
                office.kill()


if __name__ == "__main__":
    main()
