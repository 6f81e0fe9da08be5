"""What the workers of a pool share: its tasks, and the count of those who are idle.

They take the place of the queue and of the semaphore inside each ThreadPoolExecutor;
all else of it is the library's own.

Tasks begin in the order of their submission, as many at once as there may be workers.
A pool starts a worker for a task unless one is idle. Which worker that is can be told
only by who asks: by a thread's name or number, its local data, an initializer, a
reentrant lock that a task leaves held. As long as nobody asks, a pool starts a worker
for each task, up to its limit, since two idle workers differ in nothing else; then only
that matters which busy worker is the next to be done. Once somebody asks, the search
begins again, and every decision of the real pool is one.
"""

import functools
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from everyorder.runtime.sharing import (
    ACQUIRE,
    ITEM,
    LEFT,
    OVER,
    POOLED,
    POOLS,
    RELEASE,
    STORE,
    WHOLE,
    WRITE,
    Access,
    Location,
)

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


Entry = tuple[int, Any]  # the number of a task, and the task; None ends a worker


class IdleWorkers:
    """How many workers are idle, in the place of a threading.Semaphore."""

    scheduler: "Scheduler"
    count: int

    def __init__(self, scheduler: "Scheduler"):
        self.scheduler, self.count = scheduler, 0
        self.number: int = scheduler.sharing.number(self)

    def acquire(self, blocking: object = True, timeout: object = None) -> bool:
        """Whether there is one, for a task that was just submitted."""
        if not self.scheduler.told_apart:
            return False
        self._touch(WRITE)
        found = self.count > 0
        self.count -= found
        return found

    def release(self, n: int = 1) -> None:
        if self.scheduler.told_apart:
            self._touch(STORE)
            self.count += n

    def _touch(self, mode: int) -> None:
        scheduler = self.scheduler
        if not scheduler.alone:
            scheduler.visit(POOLED)
            location = (self.number, "items")
            scheduler.sharing.touch(scheduler.current.bit, POOLED, location, mode)


class Tasks:
    """The tasks that no worker has taken yet, in the place of a queue.SimpleQueue."""

    words = "a task"

    scheduler: "Scheduler"
    idle: IdleWorkers
    empty_error: type[Exception]

    def __init__(
        self, scheduler: "Scheduler", idle: IdleWorkers, empty: type[Exception]
    ):
        self.scheduler, self.idle, self.empty_error = scheduler, idle, empty
        self.waiting: deque[Entry] = deque()
        self.kept: set[int] = set()  # for a new worker: the numbers of its task
        self.given: int = 0
        self.number: int = scheduler.sharing.number(self)

    def free(self, _thread: "Thread") -> bool:
        return self._next() is not None

    @property
    def wanted(self) -> list[Access]:
        """What a worker that waits would do next, for a strategy."""
        return [((self.number, "items"), ACQUIRE)]

    def put(self, task: Any, block: object = True, timeout: object = None) -> None:
        scheduler = self.scheduler
        self.given += 1
        self.waiting.append((self.given, task))
        if scheduler.current is None:  # the run is over
            return
        if task is not None:
            scheduler.sharing.access(("task", self.number, self.given), RELEASE)
            if scheduler.lifetimes is not None:
                # What comes of it ends with its future, of which two threads let go.
                scheduler.sees_ends(task.future)
        elif not self._works(scheduler.current):  # who hands it on orders nothing
            for worker in filter(self._works, scheduler.live):
                scheduler.sharing.access(self._end_of(worker), RELEASE)
        if scheduler.told_apart:
            self._touch(WRITE)

    def get(self, block: object = True, timeout: object = None) -> Any:
        """What a worker does next; it waits for a task."""
        scheduler, me = self.scheduler, self.scheduler.current
        # A new worker takes the task that it was started for, come what may, so that a
        # search with fewer decisions gives workers the same tasks as one with more.
        new = not me.tasks and not scheduler.told_apart
        mine = self.waiting[-1] if new and self.waiting else None
        if mine is not None:
            self.kept.add(mine[0])
        # What ends with the last task ends before the worker takes the next one.
        if scheduler.sharing.hot[POOLED] or scheduler.lifetimes is not None:
            scheduler.pause(None if mine else self)
        elif mine or self._next():
            scheduler.count()
        if mine not in self.waiting:
            mine = None
            while self._next() is None:
                scheduler.block(self)
        entry: Any = mine or self._next()
        self.waiting.remove(entry)
        number, task = entry
        if task is None:
            scheduler.sharing.access(self._end_of(me), ACQUIRE)
            self._touch(WHOLE)
        else:
            scheduler.sharing.access(("task", self.number, number), ACQUIRE)
            self._touch(ITEM if mine else ACQUIRE)
            me.tasks += 1
        return task

    def get_nowait(self) -> Any:
        """The next task, for a worker; or to take it away from all of them.

        Since 3.12, a worker counts as idle when it has found no task, before when it
        has done one. Which worker does what is the same: it counts so on all of them.
        """
        scheduler, me = self.scheduler, self.scheduler.current
        if self._works(me):
            if me.tasks:
                self.idle.release()
            return self.get()
        scheduler.visit(POOLED)
        self._touch(WRITE)
        if not self.waiting:
            raise self.empty_error
        number, task = self.waiting.popleft()
        scheduler.sharing.access(("task", self.number, number), ACQUIRE)
        return task

    def qsize(self) -> int:
        return len(self.waiting)

    def empty(self) -> bool:
        return not self.waiting

    def _next(self) -> "Entry | None":
        """The first that is not kept for a new worker."""
        return next((one for one in self.waiting if one[0] not in self.kept), None)

    def _works(self, thread: "Thread") -> bool:
        """Whether the thread is a worker that looks for what is to be done."""
        return thread.pool is self and not thread.in_task

    def _end_of(self, worker: "Thread") -> Location:
        """The location of what tells this worker to end."""
        return ("ended", self.number, worker.number)

    def _touch(self, mode: int) -> None:
        scheduler = self.scheduler
        if not scheduler.unwinding:
            location = (self.number, "items")
            scheduler.sharing.touch(scheduler.current.bit, POOLED, location, mode)


def watch_pools(pools: Any, scheduler: "Scheduler") -> None:
    """Give each pool of this `concurrent.futures.thread` these two."""
    executor, task = pools.ThreadPoolExecutor, pools._WorkItem
    make, work, run, submit = map(
        _plain, (executor.__init__, pools._worker, task.run, executor.submit)
    )

    @functools.wraps(make)
    def __init__(pool: Any, *args: Any, **kwargs: Any) -> None:
        make(pool, *args, **kwargs)
        pool._idle_semaphore = IdleWorkers(scheduler)
        pool._work_queue = Tasks(scheduler, pool._idle_semaphore, pools.queue.Empty)
        if kwargs.get("initializer", args[2] if len(args) > 2 else None):
            scheduler.tells_apart()

    @functools.wraps(work)
    def _worker(pool: Any, *given: Any) -> None:
        (scheduler.current.pool,) = (one for one in given if isinstance(one, Tasks))
        work(pool, *given)

    @functools.wraps(run)
    def run_as_task(task: Any, *given: Any) -> None:
        me = scheduler.current
        me.in_task = True
        try:
            run(task, *given)
        finally:
            me.in_task = False
            if me.reentrant:
                scheduler.tells_apart()
            scheduler.gives(task.future)  # which holds what came of it
        del task, given  # an error's traceback may keep this frame
        scheduler.lets_go(LEFT)

    @functools.wraps(submit)
    def submit_task(*given: Any, **keywords: Any) -> Any:
        _over(scheduler, WHOLE)
        future = submit(*given, **keywords)
        scheduler.lets_go(LEFT)
        return future

    executor.__init__, executor.submit = __init__, submit_task
    executor._initializer_failed = _draining(executor, scheduler)
    pools._worker, task.run = _worker, run_as_task
    pools._python_exit = _ending(pools, scheduler)


def _draining(executor: Any, scheduler: "Scheduler") -> Callable[[Any], None]:
    """What a worker does whose initializer has failed: it takes all tasks away."""
    plain = _plain(executor._initializer_failed)

    @functools.wraps(plain)
    def initializer_failed(pool: Any) -> None:
        me = scheduler.current
        me.in_task = True  # it looks for nothing to be done
        try:
            plain(pool)
        finally:
            me.in_task = False

    return initializer_failed


def _ending(pools: Any, scheduler: "Scheduler") -> Callable[[], None]:
    """What the main thread does when it ends, before it waits for the workers."""
    plain = _plain(pools._python_exit)

    @functools.wraps(plain)
    def end_all() -> None:
        if scheduler.pools:  # this module may be here for another program
            _over(scheduler, WRITE)
        plain()

    return end_all


def _over(scheduler: "Scheduler", mode: int) -> None:
    """Somebody asks whether pools still take tasks, or says that they do not."""
    if not scheduler.alone and not scheduler.unwinding:
        scheduler.visit(OVER)
        scheduler.sharing.touch(scheduler.current.bit, OVER, POOLS, mode)


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """The library's own, below what an earlier search has put over it."""
    return getattr(function, "__wrapped__", function)
