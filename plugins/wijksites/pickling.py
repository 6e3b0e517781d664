"""Values that go to other processes and into the cache: a dataclass goes in, one that packs and unpacks fast comes out.

What dataclasses do by themselves for frozen classes with slots asks for the names of the fields again for each value;
that is a third of what reading the cache costs.
"""

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def quickly_packed(cls: type[T]) -> type[T]:
    """The class, with the values of its fields alone as its state; for frozen dataclasses of two fields or more."""
    names = tuple(one.name for one in fields(cls))  # type: ignore[arg-type]
    get: Callable[[Any], tuple[object, ...]] = attrgetter(*names)
    put = object.__setattr__

    def getstate(self: T) -> tuple[object, ...]:
        return get(self)

    def setstate(self: T, state: tuple[object, ...]) -> None:
        for name, value in zip(names, state, strict=True):
            put(self, name, value)

    cls.__getstate__ = getstate  # type: ignore[assignment,method-assign]
    cls.__setstate__ = setstate  # type: ignore[attr-defined]
    return cls
