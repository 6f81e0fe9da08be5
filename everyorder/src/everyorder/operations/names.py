"""Names that another thread could see: globals and the variables of closures.

The rewritten program reads such a name as `_eo_name(site, name) or name` and binds it
as `name = _eo_bind(site, name, value)`, so that the real load or store follows at once.
A name that is bound once, before any thread starts, is read as it stands; `settle` sees
to it that this was so, and otherwise has the program rewritten without this saving.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from everyorder.runtime.sharing import WHOLE, WRITE

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler


class Names:
    def __init__(self, scheduler: "Scheduler"):
        self.scheduler = scheduler
        self.site: int = 0  # of the read whose value comes next
        self.unsettled: set[str] = set()

    def read(self, site: int, name: str) -> None:
        scheduler = self.scheduler
        if not scheduler.alone:
            scheduler.visit(site)
            scheduler.sharing.touch(scheduler.current.bit, site, name, WHOLE)
            self.site = site
        return None

    def got(self, value: Any) -> Any:
        """What a read gave, for the recorder."""
        if self.scheduler.recorder is not None:
            self.scheduler.recorder.value(self.site, value)
        self.scheduler.holds(self.site, value)
        return value

    def write(self, site: int, name: str, value: Any = None) -> Any:
        scheduler = self.scheduler
        if not scheduler.alone:
            scheduler.visit(site)
            scheduler.sharing.touch(scheduler.current.bit, site, name, WRITE)
            if scheduler.recorder is not None:
                scheduler.recorder.value(site, value)
        scheduler.gives(value)
        return value

    def stored(self, site: int, name: str) -> Callable[[Any], Any]:
        """The last decorator of a definition, whose name is stored next."""
        return lambda value: self.write(site, name, value)

    def settle(self, *names: str) -> None:
        """These names are bound here, once; no thread may have been started."""
        if not self.scheduler.alone:
            self.scheduler.give_up("unsettled", names)
