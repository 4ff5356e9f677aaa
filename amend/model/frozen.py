"""A frozen dataclass with slots that costs a fifth to define: for kinds of which there are many and few values of each.

`dataclasses.dataclass(frozen=True, slots=True)` writes and compiles six methods for every class, which is a third of
what it takes to load `apply`. Here a class has an `__init__` written for it, and the other five in common with all.
Values behave alike but that making one takes longer, by half a microsecond a field: what is made by the ten thousand
(text, provisions, lines, positions) keeps to the dataclass.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass
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
