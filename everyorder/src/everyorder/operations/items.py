"""Items: what reads, writes or deletes one part of a collection.

Of a list or dict, an item is a location of its own and so is the whole; storing under
an existing key commutes with storing under another (sharing.py, ITEM and STORE).
"""

from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

from everyorder.operations.attributes import Target
from everyorder.operations.contents import QUIET
from everyorder.operations.kinds import (
    ATOMS,
    CONTAINER,
    FROZEN,
    KINDS,
    OBJECT,
    behind,
    structures,
    viewed,
)
from everyorder.operations.whole import Whole
from everyorder.results.values import is_a
from everyorder.runtime.sharing import ITEM, STORE, WHOLE, WRITE

PLAIN: set[Any] = {list, dict, deque}  # where a plain key runs no code of the program
KEYS = (int, str, float, bool, bytes, type(None), tuple)


class Items(Whole):
    def _item(self, site: int, thing: Any, key: Any, mode: int) -> int:
        """Visit and touch one item; as Contents.note."""
        thing = viewed(thing)
        kind = KINDS[type(thing)]
        scheduler = self.scheduler
        sharing = scheduler.sharing
        if kind in QUIET or kind is FROZEN or kind is OBJECT:
            return len(sharing.accesses)
        scheduler.visit(site)
        before = len(sharing.accesses)
        if kind is not CONTAINER:
            sharing.touch_unknown(scheduler.current.bit, mode, site)
            return before
        bit = scheduler.current.bit
        number = sharing.number(thing)
        exact = False
        if type(key) in KEYS and type(thing) is not deque:
            if is_a(thing, dict):
                exact = dict.__contains__(thing, key)
            elif type(key) is int:
                key = key if key >= 0 else key + len(thing)
                exact = 0 <= key < len(thing)
        if not exact:
            created = is_a(thing, defaultdict) and mode == ITEM
            whole = WRITE if created or mode == STORE else WHOLE
            sharing.touch(bit, site, (number, "items"), whole)
            return before
        sharing.touch(bit, site, (number, "items"), mode)
        one = WHOLE if mode == ITEM else WRITE
        sharing.touch(bit, site, (number, "item", key), one)
        return before

    def read(self, site: int, thing: Any, key: Any) -> Any:
        scheduler, thing = self.scheduler, behind(thing)
        if scheduler.structure:
            scheduler.rests(site, structures(thing))
        if scheduler.alone or self._own(thing, "__getitem__"):
            return thing[key]
        if type(key) in ATOMS:
            before = self._item(site, thing, key, ITEM)
        else:
            before = self.note_shallow(site, thing)
        if type(key) in ATOMS and type(thing) in PLAIN:
            value = thing[key]
        else:
            with scheduler.holding(before):
                value = thing[key]
        if scheduler.recorder is not None and KINDS[type(thing)] is CONTAINER:
            scheduler.recorder.value(site, value, thing, key)
        scheduler.holds(site, value)
        return value

    def write(self, value: Any, site: int, thing: Any, key: Any) -> None:
        scheduler = self.scheduler
        if scheduler.structure:
            scheduler.rests(site, structures(thing))
        scheduler.gives(value)
        if scheduler.lifetimes is not None:
            scheduler.lifetimes.comes_apart(thing)
        if scheduler.alone or self._own(thing, "__setitem__"):
            thing[key] = value
            return
        if type(key) is slice:
            before = self.note_shallow(site, thing, WRITE)
            self.note_shallow(site, value)  # its items are taken in the same step
        else:
            before = self._item(site, thing, key, STORE)
        with scheduler.holding(before):
            thing[key] = value

    def delete(self, site: int, thing: Any, key: Any) -> None:
        if self.scheduler.structure:
            self.scheduler.rests(site, structures(thing))
        if self.scheduler.lifetimes is not None:
            self.scheduler.lifetimes.comes_apart(thing)
        if self.scheduler.alone or self._own(thing, "__delitem__"):
            del thing[key]
            return
        before = self.note_shallow(site, thing, WRITE)
        with self.scheduler.holding(before):
            del thing[key]

    def read_for_update(self, site: int, thing: Any, key: Any) -> tuple[Any, Any, Any]:
        """The first half of `thing[key] += ...`."""
        return thing, key, self.read(site, thing, key)

    def update(
        self,
        site: int,
        before: tuple[Any, Any, Any],
        value: Any,
        function: Callable[[Any, Any], Any],
    ) -> None:
        """The second half: operate, then write."""
        thing, key, old = before
        self.write(self.inplace(site, function, old, value), site, thing, key)

    def target(self, site: int, thing: Any, key: Any) -> Target:
        """A place whose item is the item, for targets that are not plain."""
        return Target(self.write, self.delete, site, thing, key)
