"""A blocking call runs in a thread, and
is asked to stop when its time is up."""

import asyncio
import threading


# --8<-- [start:in_thread]
async def in_thread(work, *args, timeout=None):
    """Like asyncio.to_thread, but `work` also
    gets an event, and looks at it often."""
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop, *args))
    try:
        async with asyncio.timeout(timeout):
            # a timeout must not end `job`
            return await asyncio.shield(job)
    finally:
        stop.set()
        # until the thread has left `work`
        await asyncio.wait([job])
        # --8<-- [end:in_thread]


def copy(stop, title):
    if title == "atlas":
        # in your work: one page, then
        # a look, `if stop.is_set(): ...`
        stop.wait()
        put_back.append(title)
        return None
    return f"copy of the {title}"


async def main():
    print(await in_thread(copy, "poem"))
    try:
        await in_thread(copy, "atlas", timeout=0.1)
    except TimeoutError:
        print("too slow, put back:", put_back)


put_back = []
asyncio.run(main())
