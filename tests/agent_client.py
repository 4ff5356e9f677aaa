"""A workspace with two Bills, and the official SDK's own client talking to `amend mcp` in it over real pipes."""

import json
import sys
from contextlib import contextmanager

from anyio.from_thread import start_blocking_portal
from jsonschema import validate
from mcp import Client, StdioServerParameters
from proposed import POND

from amend.formats import akn
from amend.ledger.git import founding


def office(folder):
    """A workspace with the Bill and the record that come with amend, and the print about ponds."""
    founding.init(folder)
    akn.write(POND.bill, folder / "bills" / "ponds.xml")
    return folder


class Talk:
    """A client that is connected. tools: what the server declares, by name."""

    def __init__(self, portal, client):
        self._portal, self._client = portal, client
        self.tools = {tool.name: tool for tool in portal.call(client.list_tools).tools}
        self.instructions = client.instructions

    def call(self, name, **asked):
        """The answer of a tool, checked against its schema, the same as text and as data."""
        found = self._portal.call(self._client.call_tool, name, asked)
        assert not found.is_error, found.content[0].text
        validate(found.structured_content, self.tools[name].output_schema)
        assert json.loads(found.content[0].text) == found.structured_content
        return found.structured_content

    def fault(self, name, **asked):
        """The one line in which a tool says what is wrong."""
        found = self._portal.call(self._client.call_tool, name, asked)
        assert found.is_error
        assert found.structured_content is None
        (content,) = found.content
        assert "\n" not in content.text
        assert "Traceback" not in content.text
        return content.text


@contextmanager
def talk(folder, *options):
    """`amend mcp` started in a folder, and a client of the SDK that is connected to it."""
    server = StdioServerParameters(command=sys.executable, args=["-m", "amend", "mcp", *options], cwd=folder)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(server)) as client:
        yield Talk(portal, client)
