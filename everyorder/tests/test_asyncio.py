"""asyncio above the engine's loop: tasks switch at await, threads anywhere."""

from textwrap import dedent

import pytest
from programs import verdict

HEAD = "import asyncio, threading, time\nfrom concurrent.futures import *\n"


def program(source: str) -> str:
    """The program with its imports; its own lines begin at line 3."""
    return HEAD + dedent(source).lstrip("\n")


def every_output(source: str, **how) -> set[str]:
    report = verdict(program(source), **how)
    assert report.verdict == "holds", report.sentence()
    return {text.strip() for text in report.outputs}


COUNT = """
x, lock = 0, threading.Lock()
def add():
    global x
    {guard}:
        x += 1
async def main():
    {run}
asyncio.run(main())
print(x)
"""
RUNS = {
    "to_thread": "await asyncio.gather(asyncio.to_thread(add), asyncio.to_thread(add))",
    "run_in_executor": (
        "loop = asyncio.get_running_loop()\n"
        "    with ThreadPoolExecutor(2) as pool:\n"
        "        a, b = (loop.run_in_executor(pool, add) for _ in 'ab')\n"
        "        await a; await b"
    ),
    "a thread beside the loop": (
        "t = threading.Thread(target=add); t.start()\n"
        "    add(); await asyncio.sleep(0); t.join()"
    ),
    "loops of two threads": (
        "async def one(): add()\n"
        "    t = threading.Thread(target=lambda: asyncio.run(one())); t.start()\n"
        "    await one(); await asyncio.to_thread(t.join)"
    ),
}


@pytest.mark.parametrize("run", RUNS)
def test_a_race_across_the_loop_loses_an_update_and_its_locked_twin_holds(run):
    broken = program(COUNT.format(guard="if True", run=RUNS[run]))
    assert verdict(broken, promise="2").verdict == "output"
    fixed = program(COUNT.format(guard="with lock", run=RUNS[run]))
    assert verdict(fixed, promise="2", preemptions=1).verdict == "holds"


def test_tasks_of_one_loop_switch_only_at_await():
    source = """
    x = 0
    async def add():
        global x
        y = x
        {}
        x = y + 1
    async def main():
        await asyncio.gather(add(), add())
    asyncio.run(main())
    print(x)
    """
    assert every_output(source.format("pass")) == {"2"}
    assert every_output(source.format("await asyncio.sleep(0)")) == {"1"}


def test_a_lock_of_asyncio_guards_an_update_across_await():
    assert every_output("""
    x = 0
    async def add(lock):
        global x
        async with lock:
            y = x
            await asyncio.sleep(0)
            x = y + 1
    async def main():
        lock = asyncio.Lock()
        await asyncio.gather(add(lock), add(lock))
    asyncio.run(main())
    print(x)
    """) == {"2"}


def test_a_thread_may_come_between_two_steps_of_a_task():
    assert every_output("""
    x, seen = 0, []
    def write():
        global x
        x = 1
    async def main():
        t = threading.Thread(target=write); t.start()
        seen.append(x)
        await asyncio.sleep(0)
        seen.append(x)
        t.join()
    asyncio.run(main())
    print(*seen)
    """) == {"0 0", "0 1", "1 1"}


def test_a_timeout_of_wait_for_may_end_before_the_thread_does():
    assert every_output(
        """
    async def main():
        try:
            print(await asyncio.wait_for(asyncio.to_thread(lambda: "done"), 10))
        except TimeoutError:
            print("late")
    asyncio.run(main())
    """,
        preemptions=1,
    ) == {"done", "late"}


def test_a_timeout_may_end_while_the_loop_is_busy():
    assert every_output("""
    async def work():
        for _ in range(3):
            await asyncio.sleep(0)
        return "done"
    async def main():
        try:
            print(await asyncio.wait_for(work(), 10))
        except TimeoutError:
            print("late")
    asyncio.run(main())
    """) == {"done", "late"}


def test_a_loop_may_be_late_so_sleeps_put_nothing_in_order():
    assert every_output("""
    async def say(n):
        await asyncio.sleep(n)
        print(n, end=" ")
    async def main():
        await asyncio.gather(say(2), say(1))
    asyncio.run(main())
    """) == {"1 2", "2 1"}


def test_a_plain_run_takes_sleeps_in_order_at_once():
    source = """
    async def say(n):
        await asyncio.sleep(n)
        print(n, end=" ")
    async def main():
        threading.Thread(target=lambda: (time.sleep(1.5), print(1.5, end=" "))).start()
        await asyncio.gather(say(2), say(1))
    asyncio.run(main())
    """
    report = verdict(program(source), strategy="run-on", any_time=False)
    assert list(report.outputs) == ["1 1.5 2 "]


WORKING = {
    "queue": """
        async def put(q):
            for n in (1, 2, None):
                await q.put(n)
        async def take(q):
            while (n := await q.get()) is not None:
                print(n)
        async def main():
            q = asyncio.Queue(1)
            await asyncio.gather(put(q), take(q))
        asyncio.run(main())
        """,
    "event": """
        async def wait(event):
            await event.wait()
            print(2)
        async def main():
            event = asyncio.Event()
            task = asyncio.create_task(wait(event))
            await asyncio.sleep(0)
            print(1)
            event.set()
            await task
        asyncio.run(main())
        """,
    "async for, async with, comprehensions": """
        class Door:
            async def __aenter__(self): print(1)
            async def __aexit__(self, *_): print(2)
        async def numbers():
            for n in range(3):
                await asyncio.sleep(0)
                yield n
        async def main():
            async with Door():
                assert [n async for n in numbers() if n] == [1, 2]
                assert {n: f async for n in numbers() for f in [lambda: n]}[0]() == 2
                async for n in numbers():
                    if n == 1: break
        asyncio.run(main())
        """,
    "call_soon_threadsafe": """
        async def main():
            loop = asyncio.get_running_loop()
            done = loop.create_future()
            def tell():
                loop.call_soon_threadsafe(done.set_result, 2)
            print(1)
            threading.Thread(target=tell).start()
            print(await done)
        asyncio.run(main())
        """,
    "run_coroutine_threadsafe": """
        async def answer(): return 1
        loop = asyncio.new_event_loop()
        t = threading.Thread(target=loop.run_forever)
        t.start()
        print(asyncio.run_coroutine_threadsafe(answer(), loop).result())
        loop.call_soon_threadsafe(loop.stop)
        t.join()
        loop.close()
        print(2)
        """,
    "task group": """
        async def say(n): print(n)
        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(say(1))
                group.create_task(say(2))
        asyncio.run(main())
        """,
    "cancel": """
        async def forever():
            try:
                await asyncio.Event().wait()
            finally:
                print(1)
        async def main():
            task = asyncio.create_task(forever())
            await asyncio.sleep(0)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print(2)
        asyncio.run(main())
        """,
    "a task left behind": """
        async def forever():
            try:
                await asyncio.sleep(3600)
            finally:
                print(2)
        async def main():
            asyncio.create_task(forever())
            await asyncio.sleep(0)
            print(1)
        asyncio.run(main())
        """,
    "a generator left behind": """
        async def numbers():
            try:
                yield 1
            finally:
                await asyncio.sleep(0)
                print(2)
        async def main():
            async for n in numbers():
                print(n)
                break
            for _ in range(4): await asyncio.sleep(0)
        asyncio.run(main())
        """,
    "context variables": """
        import contextvars
        which = contextvars.ContextVar("which", default=1)
        async def change():
            which.set(2)
            return await asyncio.to_thread(which.get)
        async def main():
            two = await asyncio.create_task(change())
            print(which.get(), two, sep="\\n")
        asyncio.run(main())
        """,
}


@pytest.mark.parametrize("construct", WORKING)
def test_what_asyncio_offers_works_in_every_order(construct):
    report = verdict(program(WORKING[construct]), promise="1\n2")
    assert report.verdict == "holds", report.sentence()


def test_a_task_is_seen_undone_after_the_last_thing_it_did():
    assert every_output("""
    x = 0
    async def work():
        global x
        x = 1
    async def main():
        global x
        task = asyncio.create_task(work())
        def look():
            print(task.done() if x == 1 else "early or late")
        thread = threading.Thread(target=look); thread.start()
        await asyncio.sleep(0)
        x = 2
        thread.join()
    asyncio.run(main())
    """) == {"True", "False", "early or late"}


def test_a_future_of_a_pool_is_seen_undone_after_the_last_thing_its_call_did():
    assert every_output("""
    x = 0
    def work():
        global x
        x = 1
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        print(future.done() if x else "early")
    """) == {"True", "False", "early"}


def test_a_future_that_nobody_sets_is_a_deadlock_with_its_line():
    report = verdict(
        program("""
    async def wait(box):
        await box
    async def main():
        await wait(asyncio.get_running_loop().create_future())
    asyncio.run(main())
    """)
    )
    assert report.verdict == "deadlock"
    assert "MainThread, Task-1 (line 4) waits for a Future" in report.detail


def test_waiting_for_the_loop_in_the_loop_is_a_deadlock():
    report = verdict(
        program("""
    async def answer(): return 1
    async def main():
        loop = asyncio.get_running_loop()
        print(asyncio.run_coroutine_threadsafe(answer(), loop).result())
    asyncio.run(main())
    """)
    )
    assert report.verdict == "deadlock"
    assert "MainThread (line 6)" in report.detail


def test_coroutines_are_started_in_the_same_sequence_in_each_run():
    source = """
    async def f(n): return n
    async def main():
        for c in asyncio.as_completed([f(n) for n in range(5)]):
            print(await c, end=" ")
    asyncio.run(main())
    """
    for _ in range(5):
        assert every_output(source) == {"0 1 2 3 4"}


def test_a_thread_that_does_not_wake_the_loop_leaves_it_waiting():
    source = """
    async def main():
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        t = threading.Thread(target=lambda: {}(1))
        t.start()
        print(await done)
    asyncio.run(main())
    """
    report = verdict(program(source.format("done.set_result")))
    assert report.verdict == "deadlock", report.sentence()
    assert "(line 8)" in report.detail


@pytest.mark.parametrize(
    "call",
    [
        "await asyncio.open_connection('localhost', 1)",
        "await asyncio.create_subprocess_exec('true')",
        "await asyncio.start_server(print, port=1)",
        "asyncio.get_running_loop().add_signal_handler(2, print)",
        "asyncio.get_running_loop().add_reader(0, print)",
    ],
)
def test_network_processes_and_signals_are_unsupported_with_their_line(call):
    source = f"async def main():\n    {call}\nasyncio.run(main())"
    report = verdict(program(source))
    assert (report.verdict, report.line) == ("unsupported", 4), report.sentence()


def test_a_program_that_decides_by_the_time_of_its_loop_is_not_proven():
    source = """
    async def main():
        loop = asyncio.get_running_loop()
        before = loop.time()
        await asyncio.sleep(0)
        print(loop.time() - before < 1)
    asyncio.run(main())
    """
    assert verdict(program(source)).verdict == "incomplete"


def test_what_a_failing_run_leaves_suspended_stays_silent(capsys):
    source = """
    async def hold():
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            print("never")
    async def main():
        await asyncio.gather(hold(), hold(), never_awaited(), return_exceptions=True)
    async def never_awaited():
        raise ValueError
    asyncio.run(main())
    """
    assert verdict(program(source)).verdict == "deadlock"
    assert capsys.readouterr() == ("", "")
