"""A desk that runs on a small workspace about ponds, and a browser of few words for tests that need no other."""

import json
import re
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection

from shorthand import bill

from amend.desk.app import desk_app
from amend.desk.desk import Desk
from amend.desk.running import Running
from amend.formats import akn, draft
from amend.ledger import workspace
from amend.ledger.git import founding
from amend.model.amendment import Amendment

PONDS = """
    # Keeping of ponds
    1 Duty to keep ponds
      (1) The keeper of a pond must keep it clean.
      (2) The keeper may—
        (a) remove weed, or
        (b) lower the water.
    2 Wells
      (1) A well must be covered.
      (2) A cover must be strong.
    3 Regulations
      The Secretary of State may name ponds.
    4 Extent
      (1) Sections 1 and 2 extend to England and Wales.
      (2) The rest of this Act extends to the whole of the United Kingdom.
    5 Commencement
      (1) Sections 1 and 2 come into force on 1 May 2027.
      (2) The rest of this Act comes into force on the day on which it is passed.
    6 Short title
      This Act may be cited as the Ponds Act 2026.
"""
NEXT = (
    PONDS.replace("A well must be covered", "A well must be fenced")
    .replace("    2 Wells", "    2 Weirs\n      A weir must be kept.\n    3 Wells")
    .replace("    3 Reg", "    4 Reg")
)


LINE = "Clause 1, page 1, line 3, leave out “clean” and insert “clear”"
DRAFTS = {
    "heron/1.md": LINE,
    "heron/2.md": "Clause 2, page 1, line 8, leave out “covered” and insert “closed”",
    "pike/1.md": "Clause 1, page 1, line 3, leave out “must” and insert “may”",
}


def print_of_ponds(text=PONDS, number="HL Bill 7"):
    return bill(text, number=number, house="House of Lords", guids=True)


def office(folder, text=PONDS, number="HL Bill 7", drafts=DRAFTS):
    """A workspace with that print and what two actors drafted to it, recorded by nobody; its folder.

    text: of the print, in the notation of `shorthand`, or the print itself.
    """
    file = folder.parent / f"{folder.name}.xml"
    akn.write(print_of_ponds(text, number) if isinstance(text, str) else text, file)
    founding.init(folder, bill=file)
    for name, words in drafts.items():
        place = folder / "drafts" / name
        place.parent.mkdir(exist_ok=True)
        about = Amendment(words, place.stem, house="Lords", stage="Report", print=number, mover="A Heron")
        place.write_text(draft.dumps(about), "utf-8")
    return folder


@dataclass
class Answered:
    """What the desk answered."""

    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def data(self):
        return json.loads(self.body)


class Asking:
    """Asks a desk as a page of its own does; what a test gives in `headers` is said instead, None for not said."""

    def __init__(self, running):
        self.running, self.port = running, running.port
        self.cookie = None
        self.cookie = self.get(f"/?token={running.token}").headers["set-cookie"].split(";")[0]

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, data=None, body=None, **headers):
        return self.ask("POST", path, json.dumps(data).encode() if body is None else body, **headers)

    def ask(self, method, path, body=None, **headers):
        said = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie}
        if method == "POST":
            said |= {"Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            if body is not None and "Content-Length" not in said:
                said["Content-Length"] = str(len(body))
            for name, value in said.items():
                for one in value if isinstance(value, list) else [value]:
                    if one is not None:
                        connection.putheader(name, one)
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answered(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())


@contextmanager
def at_work(folder):
    """A desk on a workspace, running in a thread."""
    with closing(Desk(workspace.load(folder))) as desk, Running(desk_app(desk)) as running:
        thread = threading.Thread(target=running.run)
        thread.start()
        try:
            yield running
        finally:
            running.end()
            thread.join(10)


def sheet_of(asking, **said):
    """The sheet that the desk opens: its id, version and the clause shown."""
    page = asking.get("/edit" + ("?" + "&".join(f"{k}={v}" for k, v in said.items()) if said else "")).text
    return dict(re.findall(r'data-(sheet|version|at|was)="([^"]*)"', page))


def row_of(state, words):
    """The place of a row, by its words, in what is shown of a clause."""
    (found,) = re.findall(rf'<div class="row[^"]*" id="r-([\d.]+)">(?:(?!class="row).)*{re.escape(words)}', state, re.S)
    return found


def shown(ask, sheet, **said):
    return ask.get(f"/edit/{sheet}/shown?" + "&".join(f"{k}={v}" for k, v in said.items())).data


def do(ask, sheet, version, at, **edit):
    return ask.post(f"/edit/{sheet}/do", {"version": version, "at": at, "was": "", **edit})
