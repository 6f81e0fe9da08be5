"""A value in a few characters, without running code of the program."""

from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, TypeGuard, TypeVar, overload

Value = TypeVar("Value")

LONGEST = 40  # characters of a value
PLAIN = (int, float, str, bytes, bool, type(None))


@overload
def is_a(thing: object, classes: type[Value]) -> TypeGuard[Value]: ...
@overload
def is_a(thing: object, classes: tuple[type, ...]) -> bool: ...
def is_a(thing: object, classes: Any) -> bool:
    """isinstance(), which would ask the thing itself for its `__class__` as well.

    That may be a property of the program, or a mock's.
    """
    return issubclass(type(thing), classes)


def short(value: Any, depth: int = 2) -> str:
    """The value as Python writes it, or what sort of thing it is."""
    kind = type(value)
    if kind in PLAIN:
        text = repr(value)
    elif kind in (list, tuple, set, frozenset, dict) and depth and len(value) < LONGEST:
        text = _collection(value, depth - 1)
    elif found := [base for base in (list, tuple, set, dict) if issubclass(kind, base)]:
        return f"{name_of(kind)} of {found[0].__len__(value)}"
    else:
        return name_of(value)
    if len(text) > LONGEST:
        if kind in (str, bytes):
            return text[: LONGEST - 3] + "..."
        return text if kind in (int, float) else f"{kind.__name__} of {len(value)}"
    return text


def name_of(thing: Any) -> str:
    """The name of a function, a class, a module; of all else, that of its class."""
    if issubclass(type(thing), type):
        name: str = type.__dict__["__name__"].__get__(thing)
        return name
    if issubclass(type(thing), ModuleType):
        return str(vars(ModuleType)["__dict__"].__get__(thing).get("__name__"))
    named = is_a(thing, (FunctionType, BuiltinFunctionType, MethodType))
    name = thing.__name__ if named else name_of(type(thing))
    return name


def _collection(value: Any, depth: int) -> str:
    if is_a(value, dict):
        pairs = (f"{short(k, depth)}: {short(v, depth)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    parts = [short(part, depth) for part in value]
    if is_a(value, (set, frozenset)):
        parts.sort()
        return "{" + ", ".join(parts) + "}" if parts else "set()"
    text = ", ".join(parts)
    if is_a(value, tuple):
        return f"({text},)" if len(parts) == 1 else f"({text})"
    return f"[{text}]"


def whole(value: Any) -> str | None:
    """A number, a text, a short row of them as Python writes it; None for the rest."""
    if type(value) in PLAIN:
        return short(value)
    if type(value) not in (list, tuple) or len(value) > LONGEST:
        return None
    text = repr(value) if all(type(part) in PLAIN for part in value) else ""
    return text if 0 < len(text) <= LONGEST else None


def changed(thing: Value, **fields: object) -> Value:
    """A frozen dataclass with other values in these fields.

    `dataclasses.replace` may be rewritten while a run is under way.
    """
    return type(thing)(**{**vars(thing), **fields})
