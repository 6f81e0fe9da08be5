"""The modules of the program that runs: its script, and those that it imports.

Their globals are locations under the same keys as in their own code (rewrite.py), so a
name that one file reads and another one writes through the module is one place. It
knows no module object: model/imports.py makes those, anew for each run.
"""

import types
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyorder.instrument.program import Program


class Own:
    """`modules` is the prefix of the keys of each module's globals, by its name."""

    def __init__(self) -> None:
        self.modules: dict[str, str] = {"__main__": ""}
        self.unsettled: frozenset[str] = frozenset()

    def begin(self, program: "Program") -> None:
        """Operations are about this program from now on."""
        self.modules = {
            source.module: f"{source.module}:" for source in program.sources
        }
        self.modules[program.module] = ""
        self.unsettled = program.unsettled

    def key(self, module: types.ModuleType, name: str) -> str | None:
        """The key of a global of this module, or None if it is not the program's."""
        prefix = self.modules.get(module.__name__)
        return None if prefix is None else prefix + name


OWN = Own()
