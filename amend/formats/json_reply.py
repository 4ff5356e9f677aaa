"""The JSON of Parliament's services: read whole or refused, each value taken where it is what it should be."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from amend.errors import ReadError

Json = Mapping[str, object]

_HALVES = re.compile("[\ud800-\udfff]")


def reply_of(data: bytes, place: str) -> object:
    """What a reply holds; place names it. Raises ReadError for what is not whole JSON in UTF-8."""
    try:
        found: object = json.loads(data, object_pairs_hook=_once_each)
    except _SaidTwice as error:
        told = f"it says “{error}” twice, and not the same"
        raise ReadError(told, place=place, remedy="save the reply again; has the service changed?") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise ReadError("it is not JSON in UTF-8", place=place, remedy="save the reply again") from error
    except json.JSONDecodeError as error:
        raise ReadError(
            f"it is not whole JSON ({error.msg[:1].lower()}{error.msg[1:]})",
            place=f"{place}:{error.lineno}",
            remedy="save the reply again",
        ) from error
    except ValueError as error:
        raise ReadError("it has a number that is too long", place=place, remedy="save the reply again") from error
    return found


class _SaidTwice(ValueError):
    """A key that an object has twice, with two values."""


def _once_each(rows: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(rows)
    if len(found) < len(rows):
        for key, value in rows:
            if found[key] != value:
                raise _SaidTwice(_HALVES.sub("\ufffd", key)[:40])
    return found


def text_in(item: object, key: str) -> str:
    """A value as text, without what is half a character; "" where there is none, or no single one."""
    value = item.get(key) if isinstance(item, Mapping) else None
    return (
        _HALVES.sub("\ufffd", str(value))
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else ""
    )


def number_in(item: object, key: str) -> int:
    """A whole number, also one that is given as text or as "71.0"; 0 where there is none."""
    value = item.get(key) if isinstance(item, Mapping) else None
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 16:
        return int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def object_in(item: object, key: str) -> Json:
    """An object within another; an empty one where there is none."""
    value = item.get(key) if isinstance(item, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def objects_in(item: object, key: str = "") -> Sequence[Json]:
    """The objects in a list under a key, or with no key in the list itself; none where it is no list."""
    value = (item.get(key) if isinstance(item, Mapping) else None) if key else item
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def dumped(found: object) -> bytes:
    """The text of what was read, to be kept: each value in rows of its own, with escapes where UTF-8 has nothing."""
    try:
        return f"{json.dumps(found, ensure_ascii=False, indent=1)}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(found, indent=1)}\n".encode()
