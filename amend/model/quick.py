"""Frozen values that are made by the ten thousand, in half the time."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

Made = TypeVar("Made")


def quickly_made(frozen: type[Made]) -> type[Made]:
    """A frozen dataclass with slots, with a constructor of the same parameters that sets the slots themselves.

    The constructor that `dataclass` writes must go round the lock that it puts on each field, and looks up how for
    every one: that is half the time of reading a Bill. As dataclass does, this writes the constructor as source, for
    only so does it have parameters of its own.
    """
    names = [field.name for field in fields(frozen)]  # type: ignore[arg-type]  # the type of a dataclass is just a type
    known: dict[str, Any] = {f"set_{name}": getattr(frozen, name).__set__ for name in names}
    sets = "\n".join(f" set_{name}(self, {name})" for name in names)
    exec(f"def __init__(self, {', '.join(names)}):\n{sets}", known)
    quick, written = known["__init__"], frozen.__init__
    for kept in ("__defaults__", "__annotations__", "__qualname__", "__module__"):
        setattr(quick, kept, getattr(written, kept))
    frozen.__init__ = quick  # type: ignore[method-assign]
    return frozen
