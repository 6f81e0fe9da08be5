"""Who can run at a decision, and who goes on.

A thread whose sleep or timeout could end counts as one that can run. The strategy is
asked only where there is a choice; what it chooses is noted where it is not the natural
one, so that the run's order can be written down (order.py).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from everyorder.runtime.awaits import Awaits, Round
from everyorder.runtime.sharing import Sharing
from everyorder.runtime.thread import Thread

if TYPE_CHECKING:
    from everyorder.runtime.recorder import Recorder
    from everyorder.strategies import Strategy

PATIENCE = 400  # operations in a row after which a thread gives way to the others


class Decisions:
    """The part of a Scheduler that decides; it keeps no state of its own."""

    any_time: bool
    at_deadlock: Callable[[], None]
    awaits: Awaits
    deviations: list[tuple[int, int, int]]
    every_step: bool
    fair: bool
    forced: bool
    live: list[Thread]
    now: float
    passed: Callable[[float], None] | None
    preemptions: int
    recorder: "Recorder | None"
    sharing: Sharing
    stop: tuple[Any, ...] | None
    stopped_in: Thread | None
    strategy: "Strategy"
    turn: int

    def _others(self, me: Thread) -> list[Thread]:
        return [
            t
            for t in self.live
            if t is not me and (t.waits is None or t.late or t.waits.free(t))
        ]

    def _options(self, me: Thread, runnable: bool) -> tuple[list[Thread], int]:
        """Threads that can run, the natural next one first; how many cost nothing."""
        live = self.live
        ready = [me] if runnable else []
        late: list[Thread] = []
        after = me.number
        for thread in live:
            if thread is me:
                continue
            waits = thread.waits
            if waits is None or waits.free(thread):
                ready.append(thread)
            elif thread.late:
                late.append(thread)
        if not runnable:
            if me.late and not me.done:
                late.append(me)
            if len(ready) > 1:
                ready.sort(key=lambda t: (t.number < after, t.number))
        if late:
            return self._with_late(ready, late, runnable)
        return ready, 1 if runnable else len(ready)

    def _with_late(
        self, ready: list[Thread], late: list[Thread], runnable: bool
    ) -> tuple[list[Thread], int]:
        """The same with threads whose sleep or timeout could end."""
        late.sort(key=lambda t: (t.deadline, t.number))
        if self.any_time:
            free = 1 if runnable or not ready else len(ready)
            return ready + late, free
        due = [t for t in late if t.deadline <= self.now]
        if not ready and not due:
            self._jump(late[0].deadline)
            due = [t for t in late if t.deadline <= self.now]
        ready = ready + due
        return ready, 1 if runnable else len(ready)

    def _jump(self, until: float) -> None:
        """Nobody can run before this moment."""
        seconds, self.now = until - self.now, until
        if self.passed is not None:
            self.passed(seconds)

    def _decide(self, me: Thread, runnable: bool) -> Thread | None:
        """The thread that goes on, or None when none ever will."""
        if self.awaits.open:
            self.awaits.look(me)
            self.awaits.seen = 0
        if not self.every_step:  # nobody else wants to know what the last step touched
            self.sharing.accesses.clear()
        options, free = self._options(me, runnable)
        if not options:
            if self.recorder is not None:
                self.recorder.decided(me, False, None)
            self._stuck()
            return None
        chosen: Thread | None
        chosen = options[0]
        if len(options) > 1 or self.every_step:
            chosen = self._ask(me, runnable, options, free)
            if chosen is None:
                return None
        if chosen.waits is not None and not chosen.waits.free(chosen):
            chosen.timed_out = True
            chosen.now = max(chosen.now, chosen.deadline)
        if chosen is not me:
            self.turn = 0
        if self.recorder is not None:
            self.recorder.decided(me, runnable, chosen)
        return chosen

    def _stuck(self) -> None:
        """Nobody can go on: a deadlock, unless somebody goes round a loop."""
        looping = [
            t
            for t in self.live
            if type(t.waits) is Round or (t.patient and t.deadline is not None)
        ]
        self.stop = ("hangs",) if looping else ("deadlock",)
        self.stopped_in = looping[0] if looping else None
        try:
            self.at_deadlock()
        except Exception as error:  # not for the program, whose stack this is
            self.stop = ("error", error)

    def _ask(
        self, me: Thread, runnable: bool, options: list[Thread], free: int
    ) -> Thread | None:
        """The strategy's choice, noted where it is not the natural one."""
        natural = options[0]
        scheduler: Any = self  # which this is a part of
        if runnable and self.fair and self.turn > PATIENCE and len(options) > 1:
            # In turn: two threads that wait in loops must not keep a third from going.
            others = sorted(options[1:], key=lambda t: (t.number < me.number, t.number))
            options = [*others, me]
            self.forced = True
        try:
            chosen: Thread | None = self.strategy.choose(scheduler, options, free, me)
        except Exception as error:  # not for the program, whose stack this is
            self.stop = ("error", error)
            return None
        if chosen is None:
            self.stop = ("redundant",)
        elif chosen is not natural:
            self.deviations.append((me.number, me.operations, chosen.number))
            if chosen not in options[:free]:
                self.preemptions += 1
        return chosen
