"""The tools bound to the official SDK: schemas of what is asked and answered, errors in one line, over stdio."""

from __future__ import annotations

import inspect
import json
import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import anyio
import anyio.to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from amend import __version__
from amend.desk.agents.reach import Reach
from amend.desk.agents.tools import INSTRUCTIONS, TOOLS, AgentTool
from amend.errors import AmendError, ReadError

_LONGEST = 200_000
"""Characters of an answer."""


class BoundTool:
    """A tool with the schemas of what it is asked and what it answers, made of the signature of its function."""

    def __init__(self, tool: AgentTool) -> None:
        self.tool = tool
        hints = get_type_hints(tool.function, include_extras=True)
        fields: dict[str, Any] = {}
        for name, parameter in inspect.signature(tool.function).parameters.items():
            if hints[name] is not Reach:
                default = ... if parameter.default is inspect.Parameter.empty else parameter.default
                fields[name] = (_described(hints[name]), default)
        config = ConfigDict(extra="forbid", strict=True)
        self._asked: type[BaseModel] = create_model(tool.name, __config__=config, **fields)
        self._answered: TypeAdapter[Any] = TypeAdapter(hints["return"])

    def declared(self) -> Tool:
        """What a client is told of the tool."""
        tool = self.tool
        return Tool(
            name=tool.name,
            title=tool.title,
            description=tool.told,
            input_schema=self._asked.model_json_schema(),
            output_schema=self._answered.json_schema(mode="serialization"),
            annotations=ToolAnnotations(
                title=tool.title, read_only_hint=not tool.writes, destructive_hint=False, open_world_hint=False
            ),
        )

    def called(self, reach: Reach, given: Mapping[str, Any]) -> CallToolResult:
        """The answer as data; a fault is an answer too, in one clear line."""
        try:
            asked = self._asked.model_validate(_lenient(given), strict=False)
        except ValidationError as error:
            return _fault(_said_wrongly(self.tool.name, error))
        try:
            answer = self.tool.function(reach, **{name: getattr(asked, name) for name in type(asked).model_fields})
        except AmendError as error:
            return _fault(_without_places(str(error), reach))
        data = self._answered.dump_python(answer, mode="json")
        text = json.dumps(data, ensure_ascii=False)
        if len(text) > _LONGEST:
            return _fault(f"{self.tool.name}: the answer would have {len(text)} characters; ask about fewer amendments")
        return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=data)


def _described(hint: Any) -> Any:
    """A type with the words that describe it where a schema has them."""
    if get_origin(hint) is Annotated:
        plain, *said = get_args(hint)
        return Annotated[plain, Field(description=" ".join(one for one in said if isinstance(one, str)))]
    return hint


def _lenient(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given, put right where it has one reading and models often slip: a list written as text, null for what
    is left out, one amendment for a list of one, its words alone for an amendment, its number as a number."""
    found = {name: value for name, value in given.items() if value is not None}
    for name, value in given.items():
        if isinstance(value, str) and value.lstrip()[:1] == "[":
            try:
                found[name] = json.loads(value)
            except (ValueError, RecursionError):
                continue
    if isinstance(several := found.get("amendments"), str | dict | list):
        found["amendments"] = list(map(_amendment, several if isinstance(several, list) else [several]))
    return found


def _amendment(given: Any) -> Any:
    if isinstance(given, str):
        return {"words": given}
    if isinstance(given, dict) and type(number := given.get("number", "")) in (int, type(None)):
        return {**given, "number": "" if number is None else str(number)}
    return given


def _said_wrongly(name: str, error: ValidationError) -> str:
    """What is wrong with what a tool was asked, in one line: where, what, what to do."""
    first, *others = error.errors(include_url=False, include_context=False, include_input=False)
    where = ".".join(map(str, first["loc"])) or "what is given"
    more = f" (and {len(others)} more)" if others else ""
    return " ".join(f"{name}: {where}: {first['msg']}{more}; look at the schema of the tool".split())


def _without_places(said: str, reach: Reach) -> str:
    """A message without where the workspace is on the disk."""
    for folder in (reach.root, str(reach.start)):
        if len(folder) > 1:
            said = said.replace(f"{folder}/", "").replace(folder, "the workspace")
    return said


def _fault(said: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=said)], is_error=True)


def agent_server(reach: Reach) -> Server[Any]:
    """A server with every tool, which works on one workspace. Calls are answered one at a time."""
    bound = {tool.name: BoundTool(tool) for tool in TOOLS}
    turn = anyio.Lock()

    async def list_tools(
        _context: ServerRequestContext[Any, Any], _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=[one.declared() for one in bound.values()])

    async def call_tool(_context: ServerRequestContext[Any, Any], params: CallToolRequestParams) -> CallToolResult:
        if (tool := bound.get(params.name)) is None:
            return _fault(f"there is no tool “{params.name[:60]}”; there are {', '.join(bound)}")
        async with turn:
            return await anyio.to_thread.run_sync(partial(tool.called, reach, params.arguments or {}))

    return Server(
        "amend",
        version=__version__,
        title="amend",
        description="Amendments to Westminster Bills, proved on the print",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve_tools(start: Path, *, writes: bool = False) -> None:
    """Serve the tools over standard input and output until the input ends. Standard output is the protocol’s alone.

    Raises ReadError where there is no such folder.
    """
    if not start.is_dir():
        raise ReadError("there is no such folder", place=str(start), remedy="name the folder of a workspace")
    logging.getLogger().setLevel(logging.ERROR)
    server = agent_server(Reach(start, writes))

    async def run() -> None:
        async with stdio_server() as (given, answered):
            await server.run(given, answered, server.create_initialization_options())

    anyio.run(run)
