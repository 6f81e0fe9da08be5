"""A thread hands a coroutine to a running loop and waits for it."""

import asyncio


async def book(seat):
    await asyncio.sleep(0)
    return f"seat {seat} is booked"


def clerk(loop):
    """Runs in a thread; only here may you wait with result()."""
    future = asyncio.run_coroutine_threadsafe(book(4), loop)
    return future.result()


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(clerk, loop))


asyncio.run(main())
