"""What a use of a thing touches: the contents of collections, and of what these hold.

Every operation on a collection visits its site, then touches here, then is done
(items.py, whole.py, builtin.py).
"""

from typing import TYPE_CHECKING, Any
from weakref import ReferenceType

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
    is_opaque,
    is_program_function,
    parts,
    structures,
    viewed,
)
from everyorder.results.values import is_a
from everyorder.runtime.sharing import ALIVE, WHOLE, WRITE

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

QUIET = {ATOM, LOCAL, CLASS, MODULE, LOCK, SYNC}
DEPTH = 4  # how far into collections that hold collections


class Contents:
    def __init__(self, scheduler: "Scheduler"):
        self.scheduler = scheduler

    def note(self, site: int, thing: Any, mode: int) -> int:
        """Visit the site and touch the contents of `thing`, if it has any.

        How many accesses there were before it, for Scheduler.holding.
        """
        kind = KINDS[type(thing)]
        if kind in QUIET or kind is OBJECT:
            return len(self.scheduler.sharing.accesses)
        alters = is_a(thing, (BaseException, ReferenceType))
        if kind is FROZEN and not alters and not self._inner(thing):
            return len(self.scheduler.sharing.accesses)
        self.scheduler.visit(site)
        before = len(self.scheduler.sharing.accesses)
        self.touch(site, thing, mode)
        return before

    def _inner(self, thing: Any) -> list[Any]:
        """The parts of a frozen thing that can change."""
        return [
            p
            for p in parts(thing)
            if KINDS[type(p)] not in QUIET
            and (KINDS[type(p)] is not FROZEN or self._inner(p))
        ]

    def touch(
        self, site: int, thing: Any, mode: int, depth: int = 0, known: bool = False
    ) -> None:
        """Touch the contents of `thing`, and of what it holds, at a visited site.

        Of objects of the program, everything; unless it is `known` that nothing is done
        to them but to call their special methods.
        """
        sharing, bit = self.scheduler.sharing, self.scheduler.current.bit
        cls: type = type(thing)
        kind = KINDS[cls]
        if kind is VIEW:
            thing = viewed(thing)
            kind = KINDS[type(thing)]
        if kind in (CONTAINER, GENERATOR, ITERATOR):
            mode = mode if kind is CONTAINER else WRITE
            number = sharing.generator if kind is GENERATOR else sharing.number
            sharing.touch(bit, site, (number(thing), "items"), mode)
            if kind is CONTAINER and mode == WHOLE and depth < DEPTH:
                self.touch_held(site, thing, WHOLE, depth, known)
        elif kind is FROZEN:
            self._frozen(site, thing, mode, depth, known)
        elif kind is OBJECT and known and not is_opaque(cls):
            if self.scheduler.structure:  # what is rewritten touches the rest
                self.scheduler.rests_on(site, structures(thing))
        elif kind not in QUIET:
            self._other(site, thing, mode)

    def _frozen(
        self, site: int, thing: Any, mode: int, depth: int, known: bool
    ) -> None:
        """Touch what can change of a thing that itself cannot."""
        sharing, bit = self.scheduler.sharing, self.scheduler.current.bit
        if is_a(thing, BaseException):
            sharing.touch(bit, site, (sharing.number(thing), "args"), WHOLE)
        if is_a(thing, ReferenceType):  # its text, its hash and what equals it tell
            sharing.touch(bit, site, ALIVE, WHOLE)
            if self.scheduler.lifetimes is not None:  # it is held meanwhile
                self.scheduler.lifetimes.reached(site, thing())
        for part in self._inner(thing):
            self.touch(site, part, mode, depth + 1, known)

    def _other(self, site: int, thing: object, mode: int) -> None:
        """Touch a thing of which nothing is known."""
        sharing, bit = self.scheduler.sharing, self.scheduler.current.bit
        if hasattr(type(thing), "__next__"):  # it is another one from then on
            sharing.touch(bit, site, (sharing.number(thing), "items"), WRITE)
        sharing.touch_unknown(bit, mode, site)

    def touch_held(
        self, site: int, thing: Any, mode: int, depth: int = 0, known: bool = False
    ) -> None:
        """Touch what a collection holds, at a visited site; nothing of other things."""
        if KINDS[type(thing)] is not CONTAINER:
            return
        held = list(thing.values()) if is_a(thing, dict) else list(thing)
        for part in held:
            if type(part) not in ATOMS:
                self.touch(site, part, mode, depth + 1, known)

    def whole(self, site: int, thing: Any) -> Any:
        """`thing`, about to be looked at as a whole: truth, unpacking, len."""
        if type(thing) not in ATOMS and not self.scheduler.alone:
            if self.scheduler.structure:
                self.scheduler.rests(site, structures(thing))
            self.note_shallow(site, thing)
        return thing

    def note_shallow(self, site: int, thing: Any, mode: int = WHOLE) -> int:
        """Visit and touch the contents alone, not what they hold; else as `note`."""
        thing = viewed(thing)
        kind = KINDS[type(thing)]
        sharing = self.scheduler.sharing
        if kind in QUIET or kind is FROZEN or kind is OBJECT:
            return len(sharing.accesses)
        scheduler = self.scheduler
        scheduler.visit(site)
        before = len(sharing.accesses)
        if kind is CONTAINER:
            sharing.touch(
                scheduler.current.bit, site, (sharing.number(thing), "items"), mode
            )
        else:
            self.touch(site, thing, mode)
        return before

    def _own(self, thing: object, method: str) -> bool:
        """Whether a class of the program does this itself."""
        return is_program_function(getattr(type(thing), method, None))
