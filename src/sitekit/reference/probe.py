"""Asks one interpreter for its public names: run by it as a script, never imported.

Standard input has a question as JSON and standard output gets the answer; record.py
says what both mean. It needs nothing but the standard library of any Python from 3.11.
"""

import ast
import builtins
import contextlib
import importlib
import inspect
import json
import re
import sys
import warnings


def answer(question):
    """What this interpreter says to all that it is asked.

    The classes of modules that are asked for as a whole tell their members, too.
    """
    places = {name: name for module in question["modules"] for name in public(module)}
    places |= question["names"]
    names = {name: told for name in places if (told := described(places[name]))}
    classes = {name: found for name in names if (found := class_of(places[name]))}
    owners = {made: n for n, made in classes.items() if made.__module__ != "builtins"}
    for name, made in classes.items():
        names[name]["bases"] = [owners[b] for b in made.__mro__[1:] if b in owners]
        whole = name.rpartition(".")[0] in question["modules"]
        for member in vars(made):
            if whole and not member.startswith("_"):
                told = described(f"{places[name]}.{member}")
                names.setdefault(f"{name}.{member}", told)
    return {"names": names, "checks": {e: held(e) for e in question["checks"]}}


def public(module):
    """The names that a module hands out; none where this Python lacks the module."""
    try:
        return {f"{module}.{n}" for n in importlib.import_module(module).__all__}
    except ModuleNotFoundError:
        return set()


def found_at(place):
    """The object that a dotted name leads to, and what has it. Raises LookupError.

    What a function makes is looked for in the class of its objects (class_of), and what
    a class gives each object, in an object of it.
    """
    parts = place.split(".")
    for end in range(len(parts), 0, -1):
        try:
            owner = found = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        try:
            for at, part in enumerate(parts[end:], end):
                made = class_of(".".join(parts[:at])) if at > end else None
                owner, found = found, attribute(made or found, part)
        except AttributeError as error:
            raise LookupError(place) from error
        return found, owner
    raise LookupError(place)


def attribute(owner, name):
    """What stands behind the dot, in a new object where a class itself has it not."""
    if isinstance(owner, type) and not hasattr(owner, name):
        try:
            owner = owner()
        except TypeError:
            raise AttributeError(name) from None
    return getattr(owner, name)


def class_of(place):
    """The class that a name stands for, if it does.

    A function whose name begins with a capital letter makes the objects of one class,
    as threading.RLock does: it stands for that class.
    """
    found, _ = found_at(place)
    if isinstance(found, type):
        return found
    capital = place.rpartition(".")[2][:1].isupper()
    return type(found()) if capital and inspect.isroutine(found) else None


def described(place):
    """What is recorded of one name; None where this Python lacks it."""
    try:
        found, owner = found_at(place)
    except LookupError:
        return None
    made = class_of(place)
    told = {"kind": kind_of(found, owner, made)}
    if callable(found) and told["kind"] != "exception":
        told["signature"] = signature_of(found)
    return told


def kind_of(found, owner, made):
    if made is not None:
        return "exception" if issubclass(made, BaseException) else "class"
    if inspect.ismodule(owner):
        return "function" if callable(found) else "constant"
    return "method" if callable(found) else "attribute"


def signature_of(found):
    """The parameters that a caller gives; None where the interpreter does not say."""
    try:
        told = inspect.signature(found)
    except (TypeError, ValueError):
        return None
    kept = [p for p in told.parameters.values() if not p.name.startswith("_")]
    kept = kept[1:] if kept and kept[0].name == "self" else kept
    bare = told.replace(parameters=kept, return_annotation=told.empty)
    return re.sub(r" at 0x\w+", "", str(bare))


def raises(error, call):
    """Whether the call ends with this error."""
    try:
        call()
    except error:
        return True
    return False


def deprecated(call):
    """Whether the call warns that it is deprecated."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        call()
    return any(issubclass(one.category, DeprecationWarning) for one in told)


def takes(call, name):
    """Whether a function has a parameter of this name."""
    return name in inspect.signature(call).parameters


def held(expression):
    """Whether an expression is true here; a name that is missing makes it false.

    It may name every module, and the three functions above.
    """
    known = {"raises": raises, "deprecated": deprecated, "takes": takes}
    named = {
        node.id
        for node in ast.walk(ast.parse(expression))
        if isinstance(node, ast.Name)
    }
    for module in named - set(known) - set(dir(builtins)):
        with contextlib.suppress(ImportError):
            known[module] = importlib.import_module(module)
    try:
        return bool(eval(expression, known))
    except (AttributeError, NameError):
        return False
    except Exception as error:
        return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
