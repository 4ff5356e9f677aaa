"""Frozen dataclasses with slots that cost less than those of the standard library, and which to use when.

- Few values of a kind, and many such kinds (operations, findings, outcomes): `@frozen`. The library writes and compiles
  six methods for every class, which is a third of what it takes to load `apply`. Here a class has an `__init__` written
  for it, and the other five in common with all: it costs a fifth to define, and each field of a value takes half a
  microsecond more to set.
- Values by the ten thousand of a few kinds (text, provisions, printed paragraphs, pieces of a redline): `@quickly_made`
  above `@dataclass(frozen=True, slots=True)`. It costs a little more to define, and to make a value takes less, which
  is a tenth of the time of reading a Bill and a twentieth of comparing two.
- All else: `@dataclass(frozen=True, slots=True)` alone.

To who uses a value the three are the same: it does not change, is equal to one of its kind where all fields are, can be
hashed, copied, kept and replaced.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """The class as a dataclass whose values do not change, are equal where all fields are, and can be hashed.

    A field has a default or none; what else `dataclasses.field` can say of one is not heeded.
    """
    made: Any = dataclass(slots=True, eq=False, repr=False)(cls)
    for name, method in _COMMON.items():
        if cls.__dict__.get(name) is None:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def quickly_made(kind: type[T]) -> type[T]:
    """A frozen dataclass with slots, with a constructor of the same parameters that sets the slots themselves.

    The constructor that `dataclass` writes must go round the lock that it puts on each field, and looks up how for
    every one. As dataclass does, this writes the constructor as source, for only so does it have parameters of its own:
    one that takes what it is given and hands it on is slower than the one of the library.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # the type of a dataclass is just a type
    known: dict[str, Any] = {f"set_{name}": getattr(kind, name).__set__ for name in names}
    sets = "\n".join(f" set_{name}(self, {name})" for name in names)
    exec(f"def __init__(self, {', '.join(names)}):\n{sets}", known)
    quick, written = known["__init__"], kind.__init__
    for kept in ("__defaults__", "__annotations__", "__qualname__", "__module__"):
        setattr(quick, kept, getattr(written, kept))
    kind.__init__ = quick  # type: ignore[method-assign]
    return kind


def _values(value: Any) -> tuple[object, ...]:
    return tuple([getattr(value, name) for name in value.__dataclass_fields__])


def _set(value: Any, name: str, given: object) -> None:
    """Set a field that has no value yet, as `__init__` does."""
    if hasattr(value, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(value, name, given)


def _delete(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _equal(value: Any, other: object) -> bool:
    return _values(value) == _values(other) if other.__class__ is value.__class__ else NotImplemented


def _hash(value: Any) -> int:
    return hash(_values(value))


def _shown(value: Any) -> str:
    said = ", ".join(f"{name}={getattr(value, name)!r}" for name in value.__dataclass_fields__)
    return f"{value.__class__.__qualname__}({said})"


_COMMON = {"__setattr__": _set, "__delattr__": _delete, "__eq__": _equal, "__hash__": _hash, "__repr__": _shown}
