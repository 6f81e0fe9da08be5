"""Items, iteration, truth, operators, formatting: what uses a collection's contents.

Of a list or dict, an item is a location of its own and so is the whole; storing under
an existing key commutes with storing under another (sharing.py, ITEM and STORE).
An operator on objects of the program runs the program's own rewritten methods.
"""

import contextlib
import sys
from collections import Counter, defaultdict, deque

from everyorder.operations.attributes import Target
from everyorder.operations.kinds import (
    ATOM,
    ATOMS,
    CLASS,
    CONTAINER,
    FROZEN,
    GENERATOR,
    ITERATOR,
    KINDS,
    LOCAL,
    LOCK,
    MODULE,
    OBJECT,
    SYNC,
    VIEW,
    has_generated,
    is_program_code,
    is_program_function,
    parts,
)
from everyorder.sharing import ITEM, STORE, WHOLE, WRITE

KEYS = (int, str, float, bool, bytes, type(None), tuple)
QUIET = {ATOM, LOCAL, CLASS, MODULE, LOCK, SYNC}
DEPTH = 4
NOTHING = contextlib.nullcontext()


class Items:
    def __init__(self, scheduler):
        self.scheduler = scheduler

    # --- what is touched

    def note(self, site, thing, mode):
        """Visit the site and touch the contents of `thing`, if it has any."""
        kind = KINDS[type(thing)]
        if kind in QUIET or kind is OBJECT:
            return
        if kind is FROZEN and not self._inner(thing):
            return
        scheduler = self.scheduler
        scheduler.visit(site)
        self.touch(site, thing, mode)

    def _inner(self, thing) -> list:
        """The parts of a frozen thing that can change."""
        return [
            p
            for p in parts(thing)
            if KINDS[type(p)] not in QUIET
            and (KINDS[type(p)] is not FROZEN or self._inner(p))
        ]

    def touch(self, site, thing, mode, depth=0):
        """Touch the contents of `thing`, and of what it holds, at a visited site."""
        sharing, bit = self.scheduler.sharing, self.scheduler.current.bit
        kind = KINDS[type(thing)]
        if kind is VIEW:
            thing = sharing.views.get(id(thing), thing)
            kind = CONTAINER
        if kind in (CONTAINER, GENERATOR, ITERATOR):
            mode = mode if kind is CONTAINER else WRITE
            number = sharing.generator if kind is GENERATOR else sharing.number
            sharing.touch(bit, site, (number(thing), "items"), mode)
            if kind is CONTAINER and mode == WHOLE and depth < DEPTH:
                self._touch_held(site, thing, depth)
        elif kind is FROZEN:
            for part in self._inner(thing):
                self.touch(site, part, mode, depth + 1)
        elif kind not in QUIET:
            sharing.touch_unknown(bit, mode, site)

    def _touch_held(self, site, thing, depth):
        held = list(thing.values()) if isinstance(thing, dict) else list(thing)
        for part in held:
            if type(part) not in ATOMS:
                self.touch(site, part, WHOLE, depth + 1)

    def whole(self, site, thing):
        """`thing`, about to be looked at as a whole: truth, unpacking, len."""
        if type(thing) not in ATOMS and not self.scheduler.alone:
            self.note_shallow(site, thing)
        return thing

    def note_shallow(self, site, thing, mode=WHOLE):
        """Visit and touch the contents alone, not what they hold."""
        kind = KINDS[type(thing)]
        if kind in QUIET or kind is FROZEN or kind is OBJECT:
            return
        scheduler = self.scheduler
        scheduler.visit(site)
        sharing = scheduler.sharing
        thing = sharing.views.get(id(thing), thing)
        if kind is CONTAINER or kind is VIEW:
            sharing.touch(
                scheduler.current.bit, site, (sharing.number(thing), "items"), mode
            )
        else:
            self.touch(site, thing, mode)

    # --- items

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

    def _own(self, thing, method) -> bool:
        """Whether a class of the program does this itself."""
        return is_program_function(getattr(type(thing), method, None))

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

    # --- the whole

    def iterate(self, site, thing):
        """What a loop runs over: each step is an operation of its own."""
        kind = KINDS[type(thing)]
        if kind in QUIET or kind is FROZEN or self._own(thing, "__iter__"):
            return thing
        foreign = kind is GENERATOR and not is_program_code(thing)
        if kind in (CONTAINER, VIEW) and not isinstance(thing, list):
            self.whole(site, thing)  # its iterator remembers how it is now
        return self._each(site, thing, iter(thing), foreign)

    def _each(self, site, thing, iterator, foreign):
        """One by one; a generator of the library looks at threads by itself."""
        scheduler, shallow = self.scheduler, self.note_shallow
        whole = KINDS[type(thing)] in (CONTAINER, VIEW)
        done = StopIteration
        while True:
            if not scheduler.alone:
                if foreign:
                    scheduler.visit(site, always=True)
                else:
                    shallow(site, thing)
            try:
                value = next(iterator) if whole else self.step(thing, iterator)
            except done:
                return
            yield value

    def running(self, site, value):
        """`value`, which the generator that calls this is about to give.

        Another thread that wants its next value now finds it running.
        """
        scheduler = self.scheduler
        if not scheduler.alone:
            sharing = scheduler.sharing
            number = sharing.generators.get(id(sys._getframe(1)))
            if number is not None:
                scheduler.visit(site)
                bit = scheduler.current.bit
                sharing.touch(bit, site, (number, "items"), WRITE)
        return value

    def step(self, thing, iterator):
        """The next of `iterator`, which may run code of the program to get there."""
        scheduler = self.scheduler
        if not scheduler.sharing.tracking or scheduler.alone:
            return next(iterator)
        with scheduler.library(((scheduler.sharing.number(thing), "items"), WRITE)):
            return next(iterator)

    def binary(self, site, function, left, right):
        """An operator on two values."""
        if type(left) in ATOMS and type(right) in ATOMS:
            return function(left, right)
        with self._operands(site, left, right, WHOLE):
            return function(left, right)

    compare = binary

    def _operands(self, site, left, right, mode):
        """Visit and touch what an operator looks at; to be entered while it does."""
        scheduler = self.scheduler
        if scheduler.alone:
            return NOTHING
        changing = [
            (thing, how)
            for thing, how in ((left, mode), (right, WHOLE))
            if KINDS[type(thing)] not in QUIET
            and (KINDS[type(thing)] is not OBJECT or has_generated(type(thing)))
            and (KINDS[type(thing)] is not FROZEN or self._inner(thing))
        ]
        if not changing:
            return NOTHING
        scheduler.visit(site)
        before = len(scheduler.sharing.accesses)
        for thing, how in changing:
            self.touch(site, thing, how)
        return scheduler.holding(before)

    def inplace(self, site, function, left, right):
        """The operation of `+=` and its like: it may change what is on the left."""
        if type(left) in ATOMS and type(right) in ATOMS:
            return function(left, right)
        with self._operands(site, left, right, WRITE):
            return function(left, right)

    def each_unpacked(self, site, iterable):
        """The same things, each about to be unpacked."""
        for value in iterable:
            yield self.whole(site, value)

    def formatted(self, site, thing):
        """`thing`, about to be written into a string."""
        if type(thing) not in ATOMS and not self.scheduler.alone:
            self.note(site, thing, WHOLE)
            if KINDS[type(thing)] is OBJECT and not self._prints_itself(thing):
                self.scheduler.visit(site, always=True)
                self.scheduler.sharing.touch_unknown(self.scheduler.current.bit, WHOLE)
        return thing

    def _prints_itself(self, thing) -> bool:
        """Whether its text comes from rewritten code or shows no attribute."""
        plain = object.__repr__
        shown = type(thing).__repr__
        text = type(thing).__str__
        if is_program_function(text):
            return True
        return is_program_function(shown) or shown is plain


__all__ = ["Counter", "Items"]
