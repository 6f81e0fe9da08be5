"""A given order, and the choices and sites that make it up: where one may step from."""

from typing import TYPE_CHECKING

from everyorder.strategies.replay import Replay

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class Along(Replay):
    """Follows an Order and notes each choice, and the sites where it leaves its course.

    Raises OrderError at the end if the program does not have one of its places.
    """

    def begin(self) -> bool:
        self.choices: list[int] = []
        self.sites: set[int] = set()
        return super().begin()

    def choose(
        self, scheduler: "Scheduler", options: "list[Thread]", free: int, me: "Thread"
    ) -> "Thread | None":
        left = len(self.places)
        chosen = super().choose(scheduler, options, free, me)
        if chosen is not None:
            self.choices.append(chosen.number)
            if len(self.places) < left:
                self.sites.add(me.site)
        return chosen
