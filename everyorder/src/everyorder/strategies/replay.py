"""A given order, decision by decision."""

from typing import TYPE_CHECKING

from everyorder.results.order import Order, OrderError

if TYPE_CHECKING:
    from everyorder.results.outcome import Run
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread

WATCHED = 20_000  # operations; of an order that goes on, the rest is natural


class Replay:
    """Follows an Order. Raises OrderError at a place that the program does not have."""

    every_step = False
    exhausted = False
    fair = False  # the order says where a thread gave way

    def __init__(self, order: Order):
        self.order = order
        self.fresh: bool = True

    def begin(self) -> bool:
        self.places: dict[tuple[int, int], int] = {
            (a, n): b for a, n, b in self.order.places
        }
        self.problem: str = ""
        fresh, self.fresh = self.fresh, False
        return fresh

    def choose(
        self, scheduler: "Scheduler", options: "list[Thread]", _free: int, me: "Thread"
    ) -> "Thread | None":
        number = self.places.pop((me.number, me.operations), None)
        if number is None:
            if not self.places and scheduler.steps > WATCHED:
                scheduler.unwatch()
            return options[0]
        for thread in options:
            if thread.number == number:
                return thread
        self.problem = (
            f"thread {number} cannot go on after operation {me.operations}"
            f" of thread {me.number}"
        )
        return None

    def end(self, run: "Run") -> None:
        if not self.problem and self.places:
            (thread, operations), _ = min(self.places.items())
            self.problem = f"thread {thread} has no decision after {operations}"
        if self.problem:
            raise OrderError(f"The order does not fit the program: {self.problem}.")
