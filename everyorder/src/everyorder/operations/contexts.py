"""Context managers: entering and leaving them are operations, as is the truth of what
leaving gives. Python looks for both methods in the class.
"""

from typing import TYPE_CHECKING, Any

from everyorder.operations.kinds import is_own, is_program_function
from everyorder.runtime.sharing import WHOLE

if TYPE_CHECKING:
    from everyorder.operations.calls import Calls


class Context:
    """What `with` enters and leaves instead of a manager, at one site."""

    __slots__ = ("calls", "leave", "manager", "site")

    calls: "Calls"
    leave: Any
    manager: Any
    site: int

    def __init__(self, calls: "Calls", site: int, manager: Any):
        self.calls, self.site, self.manager = calls, site, manager
        for name in ("__enter__", "__exit__"):
            getattr(type(manager), name)  # a class that lacks one is told so here

    def __enter__(self) -> Any:
        # Both are looked for before either is called.
        enter, self.leave = self._method("__enter__"), self._method("__exit__")
        if enter is None:
            return self.calls.method(self.site, self.manager, "__enter__")
        return enter(self.manager)

    def __exit__(self, *error: Any) -> Any:
        if error[0] is GeneratorExit:
            self.calls.scheduler.sees_some_end()
        if self.leave is None:
            return self.calls.method(self.site, self.manager, "__exit__", *error)
        result = self.leave(self.manager, *error)
        if error[0] is not None:
            self.calls.items.whole(self.site, result)
        return result

    def _method(self, name: str) -> Any:
        """A rewritten method of the manager's class, or None."""
        cls = type(self.manager)
        if not self.calls.scheduler.alone and is_own(cls):
            self.calls.attributes.note(self.site, cls, name, WHOLE)
        method = getattr(cls, name)
        return method if is_program_function(method) else None
