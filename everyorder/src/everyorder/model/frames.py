"""What a program sees of frames: those of the engine are left out of every traceback.

Of an exception that a program prints itself, that is; what a run reports of one is made
in results/tracebacks.py.
"""

import contextlib
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

WALKS = ("walk_tb", "walk_stack", "_walk_tb_with_full_positions")
ENGINE = str(Path(__file__).parents[1])


@contextlib.contextmanager
def frames_apart() -> Iterator[None]:
    """While entered, `traceback` shows no frames of the engine."""
    module: Any = traceback
    kept = {name: getattr(module, name) for name in WALKS if hasattr(module, name)}
    for name, walk in kept.items():
        setattr(module, name, _past_the_engine(walk))
    try:
        yield
    finally:
        for name, walk in kept.items():
            setattr(module, name, walk)


def _past_the_engine(walk: Callable[..., Any]) -> Callable[..., Any]:
    """The same walk over frames without those of the engine."""

    def walked(start: Any) -> Iterator[Any]:
        for found in walk(start):
            if not found[0].f_code.co_filename.startswith(ENGINE):
                yield found

    return walked
