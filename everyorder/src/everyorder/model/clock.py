"""The `time` module on the virtual clock.

The library's own timeouts read the plain clock, `make_time_module(scheduler, None)`.
The program reads one that reports each comparison and each printing of a time it has
measured: in a proof time promises nothing, so a program that decides by the clock is
not covered by it.
"""

import time
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

EPOCH = 1_700_000_000.0


def make_reading(noticed: Callable[[], None]) -> type[float]:
    """A float that calls `noticed()` when something depends on its value."""

    class Reading(float):
        __slots__ = ()
        __hash__ = float.__hash__

    def keep(name: str) -> Callable[..., Any]:
        plain = getattr(float, name)

        def method(self: float, *others: Any) -> Any:
            result = plain(self, *others)
            return Reading(result) if type(result) is float else result

        method.__name__ = name
        return method

    def tell(name: str) -> Callable[..., Any]:
        plain = getattr(float, name)

        def method(self: float, *others: Any) -> Any:
            noticed()
            return plain(self, *others)

        method.__name__ = name
        return method

    for name in ("add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv"):
        setattr(Reading, f"__{name}__", keep(f"__{name}__"))
    for name in [
        "lt",
        "le",
        "gt",
        "ge",
        "eq",
        "ne",
        "bool",
        "int",
        "format",
        "repr",
        "str",
        "round",
        "trunc",
        "floor",
    ]:
        setattr(Reading, f"__{name}__", tell(f"__{name}__"))
    return Reading


def make_time_module(scheduler: "Scheduler", noticed: Callable[[], None] | None) -> Any:
    """A `time` on this scheduler's clock; `noticed` as in make_reading, or None."""
    module: Any = types.ModuleType("time")
    module.__dict__.update(
        {k: v for k, v in vars(time).items() if not k.startswith("__")}
    )
    wrap = make_reading(noticed) if noticed else float

    def sleep(seconds: Any) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        scheduler.sleep(float(seconds))

    def clock(base: float, unit: int = 1) -> Callable[[], float]:
        def read() -> float:
            now = base + scheduler.read_clock()
            if noticed:
                scheduler.sharing.written += 1  # no two readings are the same
            return wrap(now) if unit == 1 else int(now * unit)

        return read

    module.sleep = sleep
    for name, base in (("time", EPOCH), ("monotonic", 0.0), ("perf_counter", 0.0)):
        setattr(module, name, clock(base))
        setattr(module, f"{name}_ns", clock(base, 10**9))
    module.process_time = module.thread_time = clock(0.0)
    module.process_time_ns = module.thread_time_ns = clock(0.0, 10**9)
    return module
