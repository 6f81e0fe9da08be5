"""Fibers in the browser: stacks that JSPI suspends, under Pyodide; kept in a pool.

Pyodide's run_sync() suspends the stack that calls it until a thenable resolves. Each
fiber is such a thenable (jspi.js): waiting for it parks whoever waits and resumes it.
Python must have been entered by `callPromising()`, or nothing can be suspended.

`bind` is given the JavaScript half once the interpreter runs, and not when this module
is imported: a memory snapshot can hold this module, but no JavaScript object.

It relies on internals of Pyodide 314.0.7: what uses it tests itself when it starts.
"""

import asyncio
import gc
from collections.abc import Callable
from contextvars import Context
from typing import Any

# Only Pyodide has it.
from pyodide.ffi import (  # type: ignore[import-not-found]
    JsProxy,
    create_proxy,
    run_sync,
)

__all__ = ["bind", "current", "start", "suspend", "switch"]

# The collector of CPython 3.14 walks suspended stacks, which crashes the interpreter
# (Pyodide issue 6464). Who runs programs collects between them.
gc.disable()

_ensure_future = asyncio.ensure_future


def _as_it_is(awaited: Any, *, loop: Any = None) -> Any:
    """run_sync() wraps what it waits for in a task; a thenable of ours needs none.

    That makes a switch some seventy times as fast.
    """
    if isinstance(awaited, JsProxy):
        return awaited
    return _ensure_future(awaited, loop=loop)


vars(asyncio)["ensure_future"] = _as_it_is


class Fiber:
    """A stack; `thenable` is its JavaScript half, `body` what it is to run next."""

    __slots__ = ("body", "thenable")

    body: "Callable[[], Fiber] | Any"  # None while it waits for one
    thenable: Any


_main = Fiber()
_idle: list[Fiber] = []
_half: Any  # see `bind`
_spawn: Any
_home: Any


def bind(half: Any) -> None:
    """Use this JavaScript half, made by `makeFibers()` of jspi.js."""
    global _half, _spawn, _home
    _half = half
    _spawn, _home = half.spawn, half.home
    _main.thenable = half.main


def current() -> Fiber:
    """The fiber that runs when no other has been switched to: the caller's stack."""
    _half.enter()
    return _main


def start(body: Callable[[], Fiber]) -> Fiber:
    fiber = _idle.pop() if _idle else _new()
    fiber.body = body
    return fiber


def switch(fiber: Fiber) -> None:
    run_sync(fiber.thenable)


def suspend(thenable: Any) -> object:
    """Let the page do something, and no other fiber run, until this one resolves.

    The thenable must be one of `makeFibers()`, which knows who waits.
    """
    return run_sync(thenable)


def _new() -> Fiber:
    """A stack of its own, which has come to the place where it waits for a body."""
    fiber = Fiber()
    fiber.body = None
    _half.prepare(create_proxy(lambda: _serve(fiber)))
    fiber.thenable = _half.prepared
    run_sync(_spawn)
    return fiber


def _serve(fiber: Fiber) -> None:
    """Run one body after another, each in a context of its own, and never return."""
    asyncio._set_running_loop(None)
    run_sync(_home)
    while True:
        body, fiber.body = fiber.body, None
        following = Context().run(body)
        body = None
        _idle.append(fiber)
        run_sync(following.thenable)
