"""An attribute that is computed when it is first asked for, and then kept.

As functools.cached_property; but that is the library's, whose code a program may have
open (instrument/library.py) while the engine asks for something of its own.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class once(Generic[Value]):
    """Decorates a method without arguments, of a class whose instances have a dict."""

    compute: Callable[[Any], Value]

    def __init__(self, compute: Callable[[Any], Value]):
        self.compute, self.__doc__ = compute, compute.__doc__

    def __get__(self, thing: Any, _: type) -> Value:
        value = vars(thing)[self.compute.__name__] = self.compute(thing)
        return value
