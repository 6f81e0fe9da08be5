"""A coroutine waits for a bell,
and holds up the whole loop."""

import asyncio
import threading

bell = threading.Event()


async def librarian():
    # the loop goes on meanwhile
    await asyncio.to_thread(bell.wait)
    print("coming")


async def reader():
    # on the way to the desk
    await asyncio.sleep(0.01)
    print("ring")
    bell.set()


async def main():
    await asyncio.gather(librarian(), reader())


asyncio.run(main())
