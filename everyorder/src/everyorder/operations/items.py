"""Items: what reads, writes or deletes one part of a collection.

Of a list or dict, an item is a location of its own and so is the whole; storing under
an existing key commutes with storing under another (sharing.py, ITEM and STORE).
"""

from collections import defaultdict, deque

from everyorder.operations.attributes import Target
from everyorder.operations.contents import QUIET
from everyorder.operations.kinds import ATOMS, CONTAINER, FROZEN, KINDS, OBJECT
from everyorder.operations.whole import NOTHING, Whole
from everyorder.runtime.sharing import ITEM, STORE, WHOLE, WRITE

KEYS = (int, str, float, bool, bytes, type(None), tuple)


class Items(Whole):
    def _item(self, site, thing, key, mode):
        kind = KINDS[type(thing)]
        if kind in QUIET or kind is FROZEN or kind is OBJECT:
            return
        scheduler = self.scheduler
        scheduler.visit(site)
        if kind is not CONTAINER:
            scheduler.sharing.touch_unknown(scheduler.current.bit, mode, site)
            return
        sharing, bit = scheduler.sharing, scheduler.current.bit
        number = sharing.number(thing)
        exact = False
        if type(key) in KEYS and type(thing) is not deque:
            if isinstance(thing, dict):
                exact = dict.__contains__(thing, key)
            elif type(key) is int:
                key = key if key >= 0 else key + len(thing)
                exact = 0 <= key < len(thing)
        if not exact:
            created = isinstance(thing, defaultdict) and mode == ITEM
            whole = WRITE if created or mode == STORE else WHOLE
            sharing.touch(bit, site, (number, "items"), whole)
            return
        sharing.touch(bit, site, (number, "items"), mode)
        one = WHOLE if mode == ITEM else WRITE
        sharing.touch(bit, site, (number, "item", key), one)

    def read(self, site, thing, key):
        scheduler = self.scheduler
        if not scheduler.alone and not self._own(thing, "__getitem__"):
            if type(key) in ATOMS and type(key) is not slice:
                self._item(site, thing, key, ITEM)
            else:
                self.note_shallow(site, thing)
        with self._keyed(thing, key, WHOLE):
            value = thing[key]
        if scheduler.recorder is not None and KINDS[type(thing)] is CONTAINER:
            scheduler.recorder.value(value, thing, key)
        return value

    def write(self, value, site, thing, key):
        scheduler = self.scheduler
        if not scheduler.alone and not self._own(thing, "__setitem__"):
            if type(key) is slice:
                self.note_shallow(site, thing, WRITE)
            else:
                self._item(site, thing, key, STORE)
        with self._keyed(thing, key, WRITE):
            thing[key] = value

    def delete(self, site, thing, key):
        if not self.scheduler.alone and not self._own(thing, "__delitem__"):
            self.note_shallow(site, thing, WRITE)
        with self._keyed(thing, key, WRITE):
            del thing[key]

    def _keyed(self, thing, key, mode):
        """To be entered while a key is looked for that code of the program compares."""
        scheduler = self.scheduler
        if type(key) in ATOMS or not scheduler.sharing.tracking or scheduler.alone:
            return NOTHING
        return scheduler.library(((scheduler.sharing.number(thing), "items"), mode))

    def read_for_update(self, site, thing, key):
        """The first half of `thing[key] += ...`."""
        return thing, key, self.read(site, thing, key)

    def update(self, site, before, value, function):
        """The second half: operate, then write."""
        thing, key, old = before
        self.write(self.inplace(site, function, old, value), site, thing, key)

    def target(self, site, thing, key):
        """A place whose item is the item, for targets that are not plain."""
        return Target(self.write, self.delete, site, thing, key)
