"""Parliament and legislation.gov.uk on loopback, in the shapes of their services, with every fault that a test asks for.

with Official() as official:
    official.fail("/api/v1/Bills", "500")          # the next request whose path ends so
    fetch_bill("Ponds", hosts=Hosts.of(official.settings(folder)))
"""

import gzip
import hashlib
import json
import re
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from shorthand import bill

from amend.drafting import papers
from amend.formats import akn
from amend.formats.listed import Paper
from amend.ledger import shipped
from amend.model.amendment import Amendment

DATA = Path(__file__).parent / "data"
PAGE = 20
PONDS = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Fish
      The keeper must not sell carp.
"""
PAGE_OF_HTML = b"<!DOCTYPE html>\n<html><head><title>Wait</title></head><body>One moment</body></html>"
CHALLENGE = b"<!DOCTYPE html><html><script>window.awsWafCookieDomainList = [];</script></html>"
CHOICES = b'<html><a href="/ukpga/1990/7">Ponds Act</a> <a href="/asp/1990/7">Ponds (Scotland) Act</a></html>'


def item(id, number, words, *, dnum=None, decision="NoDecision", names=("A Heron",), **more):
    """An amendment in full, as the Bills API gives it; id is 0 there, and the key is amendmentId."""
    lines = [{"text": row, "indentation": 0, "hangingIndentation": None, "isImage": False} for row in words]
    sponsors = [{"memberId": at, "name": name, "isLead": at == 0, "sortOrder": at} for at, name in enumerate(names)]
    return {
        "amendmentId": id,
        "id": 0,
        "billId": 1,
        "billStageId": 11,
        "marshalledListText": number,
        "dNum": dnum or f"hoc{id}",
        "statusIndicator": "★",
        "amendmentType": "EditBillBody",
        "clause": 1,
        "schedule": None,
        "pageNumber": 1,
        "lineNumber": 2,
        "amendmentPosition": "",
        "mainHeader": "Clause 1",
        "amendmentLines": lines,
        "explanatoryTextPrefix": "Member’s explanatory statement",
        "explanatoryText": "<p>It is clearer.</p>",
        "amendmentNote": None,
        "decision": decision,
        "sponsors": sponsors,
        "aFieldOfNextYear": {"kept": True},
        **more,
    }


def publication(id, title, kind, date, *, house="Commons", forms=("xml", "pdf", "html"), links=()):
    types = {"xml": "text/xml", "pdf": "application/pdf", "html": "text/html"}
    files = [
        {"id": id * 10 + at, "filename": f"file{id}.{form}", "contentType": types[form], "contentLength": 9}
        for at, form in enumerate(forms)
    ]
    links = [{"id": 1, "title": title, "url": url, "contentType": "text/html"} for url in links]
    about = {"id": id, "title": title, "house": house, "displayDate": f"{date}T11:02:03.1234567"}
    return {**about, "publicationType": {"id": 5, "name": kind}, "files": files, "links": links}


def stage(id, name, house, *, order, day=""):
    sittings = [{"id": id, "stageId": 4, "date": f"{day}T00:00:00"}] if day else []
    return {"id": id, "stageId": 4, "description": name, "house": house, "sortOrder": order, "stageSittings": sittings}


def a_day_later(official):
    """What happens in a day: one reworded, one with a new name, one decided, one withdrawn, one new."""
    one, two, three = official.amendments[12]
    one["amendmentLines"][0]["text"] = "Clause 1, page 1, line 2, leave out “every” and insert “any”"
    two["sponsors"].append({"memberId": 9, "name": "Baroness Reed", "sortOrder": 9, "isLead": False})
    two["decision"] = "NegativedOnDivision"
    three["decision"] = "Withdrawn"
    official.amendments[12].append(item(74, "4", ["Clause 2, page 1, line 6, leave out “not”"]))
    official.publications[1].append(publication(106, "Bill 3 (as amended on Report)", "Bill", "2026-11-26"))


class Official:
    """The services, with one small Bill; everything in it may be changed by a test.

    asked: the path of each request, in order. later: what becomes of an amendment once somebody has asked for it.
    alike: whether a search also finds what is only like what was asked for.
    """

    def __init__(self):
        self.asked, self.headers, self.faults, self.alike = [], [], {}, False
        self.later = {}
        report = stage(12, "Report stage", "Commons", order=2, day="2026-11-20")
        self.stages = [stage(11, "Committee stage", "Commons", order=1, day="2026-10-01"), report]
        self.stages.append(stage(13, "Committee stage", "Lords", order=3))
        self.bills = [
            self.listed(1, "Ponds Bill", report),
            self.listed(2, "Wells Bill [HL]", report),
            self.listed(3, "Wells Bill", report),
            self.listed(4, "Ponds and Wells (Repeal) Bill", report),
        ]
        self.publications = {
            1: [
                publication(101, "Bill 1 2026-27 (as introduced)", "Bill", "2026-09-01"),
                publication(102, "Bill 2 2026-27 (as amended in Committee)", "Bill", "2026-11-01"),
                publication(103, "Explanatory Notes to Bill 2", "Explanatory Notes", "2026-11-02", forms=("pdf",)),
            ]
        }
        self.papers = {12: [publication(104, "Report Stage: 20 November", "Amendment Paper", "2026-11-20")]}
        committee, after = bill(PONDS), bill(PONDS, number="Bill 2", stage="As amended in Committee")
        self.amendments = {
            11: [],
            12: [
                item(71, "1", ["Clause 1, page 1, line 2, leave out “every” and insert “each”"]),
                item(
                    72,
                    "2",
                    ["Clause 1, page 1, line 4, leave out “may” and insert “must”"],
                    names=("Lord Moss", "A Rush"),
                ),
                item(73, None, ["Clause 2, page 1, line 6, leave out “carp” and insert “tench”"]),
            ],
            13: [],
        }
        self.ping_pong = {}
        listed = [
            Amendment("Clause 1, page 1, line 2, leave out “every” and insert “each”", "1", dnum="HoC71"),
            Amendment("Clause 1, page 1, line 4, leave out “may” and insert “must”", "2", dnum="HoC72"),
            Amendment("Clause 2, page 1, line 6, leave out “carp” and insert “tench”", "3", dnum="HoC73"),
        ]
        self.documents = {
            1010: akn.dumps(committee),
            1020: akn.dumps(after),
            1040: papers.dumps(Paper("Ponds Bill", "Bill 2", "Commons", "Report", amendments=tuple(listed))),
        }
        act = (
            (DATA / "ponds-act-clml.xml").read_bytes().replace(b"http://example.org", b"http://www.legislation.gov.uk")
        )
        self.acts = {"/ukpga/1990/7/data.xml": act, "/ukpga/1990/7/section/1/2026-06-01/data.xml": act}
        self.days = ["2026-11-30T00:00:00", "2026-12-01T00:00:00"]
        voters = [{"MemberId": 5, "Name": "A Heron", "Party": "Reed"}]
        self.divisions = {
            "commons": [
                {
                    "DivisionId": 51,
                    "Date": "2026-11-20T19:01:00",
                    "Number": 7,
                    "Title": "Ponds Bill Report Stage: Amendment 1",
                    "AyeCount": 214,
                    "NoCount": 208,
                    "Ayes": voters,
                    "Noes": [],
                }
            ],
            "lords": [],
        }

    def with_shipped_bill(self):
        """With the Bill that comes with the package, as if its restatement were the official text, for the tour."""
        current = stage(21, "Report stage", "Lords", order=9, day="2024-01-24")
        self.bills.append({**self.listed(31, "Victims and Prisoners Bill", current), "currentHouse": "Lords"})
        self.stages.append(current)
        printed = publication(201, "HL Bill 31 (as brought from the Commons)", "Bill", "2023-12-06", house="Lords")
        self.publications[31] = [printed]
        self.documents[2010] = _unrestated(shipped.LORDS).replace(b'GUID="_', b'GUID="_0')
        self.amendments[21] = [item(91, "1", ["Clause 1, page 1, line 5, leave out “harm” and insert “loss”"])]
        self.later[91] = {"decision": "Agreed"}
        self.acts["/ukpga/1999/33/section/20/2023-11-09/data.xml"] = _unrestated(shipped.SECTION_20)
        titled = {"Title": "Victims and Prisoners Bill: Third Reading"}
        self.divisions["commons"] = [{**self.divisions["commons"][0], **titled}]
        return self

    @staticmethod
    def listed(id, title, current):
        return {
            "billId": id,
            "shortTitle": title,
            "currentHouse": "Commons",
            "lastUpdate": "2026-11-21T10:00:00.1234567",
            "currentStage": current,
        }

    def __enter__(self):
        self.server = _Server(("127.0.0.1", 0), _Handler)
        self.server.daemon_threads = True
        self.server.official = self
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def settings(self, folder, **more):
        """The environment in which a program asks here, without waits; its cache is in the folder."""
        return {
            "AMEND_BILLS_API": f"{self.address}/api/v1",
            "AMEND_LEGISLATION": self.address,
            "AMEND_SITTINGS_API": self.address,
            "AMEND_COMMONS_VOTES_API": self.address,
            "AMEND_LORDS_VOTES_API": self.address,
            "AMEND_CACHE": str(folder / "cache"),
            "AMEND_PACE": "0",
            "AMEND_PATIENCE": "0.3",
            **more,
        }

    def fail(self, path, *faults):
        """Have the next requests whose path ends so fail, one after another; a last fault "…" repeats the one before."""
        self.faults.setdefault(path, []).extend(faults)

    def fault(self, path):
        for ending, waiting in self.faults.items():
            if path.endswith(ending) and waiting:
                if len(waiting) > 1 and waiting[1] == "…":
                    return waiting[0]
                return waiting.pop(0)
        return None

    def reply(self, path, query):
        """What stands at a path: its type and body; None for nothing."""
        parts = path.strip("/").split("/")
        if path in self.acts:
            return "application/xml", self.acts[path]
        if parts[0] == "calendar":
            return _json(self.days)
        if parts[0] == "data":
            return self._votes(parts, query)
        if parts[:2] != ["api", "v1"]:
            return None
        match parts[2:]:
            case ["Bills"]:
                words = query["SearchTerm"].casefold()
                found = [one for one in self.bills if self.alike or words in one["shortTitle"].casefold()]
                return _page(found, query)
            case ["Bills", id]:
                found = [one for one in self.bills if str(one["billId"]) == id]
                return _json(found[0]) if found else None
            case ["Bills", _, "Stages"]:
                return _page(self.stages, query)
            case ["Bills", id, "Publications"]:
                return _json({"billId": int(id), "publications": self.publications.get(int(id), [])})
            case ["Bills", _, "Stages", id, *rest]:
                return self._stage(int(id), rest, query)
            case ["Publications", _, "Documents", id, "Download"]:
                return ("text/xml", self.documents[int(id)]) if int(id) in self.documents else None
        return None

    def _stage(self, id, rest, query):
        match rest:
            case ["Publications"]:
                sittings = [{"sittingId": 9, "publications": self.papers.get(id, [])}]
                return _json({"billStageId": id, "publications": [], "sittings": sittings})
            case ["PingPongItems"]:
                return _page(self.ping_pong[id], query)
            case ["PingPongItems", key]:
                return _json(next(one for one in self.ping_pong[id] if f"{key}," in json.dumps(one)))
            case ["Amendments"]:
                return _page([_summary(one) for one in self.amendments[id]], query)
            case ["Amendments", key]:
                found = [one for one in self.amendments[id] if str(one["amendmentId"]) == key]
                reply = _json(found[0]) if found else None
                if found:
                    found[0].update(self.later.pop(int(key), {}))
                return reply

    def _votes(self, parts, query):
        house = "commons" if "division" in parts[1] else "lords"
        found = self.divisions[house]
        if parts[-1] == "search":
            return _json(found if query.get("skip", query.get("queryParameters.skip")) == "0" else [])
        key = parts[-1].removesuffix(".json")
        return _json(next(one for one in found if key in (str(one.get("DivisionId")), str(one.get("divisionId")))))


def _unrestated(file):
    """A file that comes with the package, without what says that it is no official text."""
    data = re.sub(rb"<\?amend-working-print ?\?>|<TLCConcept [^>]*varNotice[^>]*>", b"", file.read_bytes())
    data = data.replace(
        b"https://example.org/amend/immigration-and-asylum-act-1999", b"http://example.org/ukpga/1999/33"
    )
    return re.sub(rb"Restatement for drafting and comparison. Not the official text.", b"Published by authority.", data)


def _summary(found):
    """An amendment as a page of the list has it."""
    kept = {key: value for key, value in found.items() if key not in ("amendmentLines", "explanatoryText")}
    return {**kept, "summaryText": [line["text"] for line in found["amendmentLines"]]}


def _json(found):
    return "application/json; charset=utf-8", json.dumps(found).encode()


def _page(items, query):
    skip, take = int(query.get("Skip", 0)), min(int(query.get("Take", PAGE)), PAGE)
    return _json({"items": items[skip : skip + take], "totalResults": len(items), "itemsPerPage": take})


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        """Nothing: who asks may break off at any time."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        official = self.server.official
        parts = urlsplit(self.path)
        path, query = unquote(parts.path), {key: values[0] for key, values in parse_qs(parts.query).items()}
        official.asked.append(path)
        official.headers.append(dict(self.headers))
        with suppress(BrokenPipeError, ConnectionResetError):
            fault = official.fault(path)
            if fault is not None:
                getattr(self, f"_{fault.partition(' ')[0]}")(fault.partition(" ")[2], path, query)
            else:
                self._answer(path, query)

    def _answer(self, path, query):
        found = self.server.official.reply(path, query)
        if found is None:
            self._send(404, "text/html", PAGE_OF_HTML)
            return
        kind, data = found
        tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        if self.headers["If-None-Match"] == tag:
            self._send(304, kind, b"", ETag=tag)
        else:
            self._send(200, kind, data, ETag=tag)

    def _send(self, status, kind, data, **headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def _status(self, said, *_):
        """ "status 429 3": that status, with Retry-After where it is given."""
        status, _, after = said.partition(" ")
        self._send(int(status), "text/html", PAGE_OF_HTML, **({"Retry_After": after} if after else {}))

    def _choices(self, *_):
        self._send(300, "text/html", CHOICES)

    def _silence(self, *_):
        time.sleep(0.5)
        self.close_connection = True

    def _cut(self, _, path, query):
        """The first half of the body, and then the end of the connection."""
        kind, data = self.server.official.reply(path, query)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.close_connection = True

    def _unsaid(self, _, path, query):
        """The first half of the body, whose length nobody was told."""
        kind, data = self.server.official.reply(path, query)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.close_connection = True

    def _type(self, said, path, query):
        self._send(200, said, self.server.official.reply(path, query)[1])

    def _page(self, *_):
        self._send(200, "text/html", PAGE_OF_HTML)

    def _disguised(self, said, *_):
        """A page of HTML that says that it is something else."""
        self._send(200, said, PAGE_OF_HTML)

    def _challenge(self, said, *_):
        self._send(int(said or 200), "text/html", CHALLENGE)

    def _tagged(self, said, path, query):
        """The file, with a tag that no request can repeat."""
        kind, data = self.server.official.reply(path, query)
        self._send(200, kind, data, ETag='"\xe9"')

    def _nowhere(self, *_):
        self._send(302, "text/html", b"")

    def _brackets(self, *_):
        self._send(300, "text/html", b'<a href="http://[x">One</a>' + CHOICES)

    def _members(self, _, path, query):
        """Packed in two parts, the second of which a careless reader loses."""
        kind, data = self.server.official.reply(path, query)
        self._send(200, kind, gzip.compress(data) + gzip.compress(data), Content_Encoding="gzip")

    def _head(self, *_):
        """A head that comes in drips and never ends."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Fill: ")
        for _ in range(100):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.05)

    def _away(self, said, *_):
        self._send(302, "text/html", b"", Location=said)

    def _round(self, _, path, __):
        self._send(302, "text/html", b"", Location=path)

    def _large(self, *_):
        """300 MB, as is said before."""
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", "300000000")
        self.end_headers()
        self.wfile.write(b"<")
        self.close_connection = True

    def _endless(self, *_):
        """Without end, and without a word of how much."""
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(400):
            self.wfile.write(b"<" * 1_000_000)
        self.close_connection = True

    def _packed(self, *_):
        """A small body that unpacks to 60 MB."""
        self._send(200, "text/xml", gzip.compress(b"<" * 60_000_000, 1), Content_Encoding="gzip")

    def _drip(self, *_):
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", "100")
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b"<")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def _latin(self, said, path, query):
        data = self.server.official.reply(path, query)[1]
        self._send(200, said, data.replace(b"keep", b"k\xe9ep", 1).replace(b"shortTitle", b"shortTitl\xe9", 1))
