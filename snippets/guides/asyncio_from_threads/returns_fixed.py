"""Another thread puts a book into a
queue of asyncio. Who wakes the desk?"""

import asyncio
import threading


async def desk():
    returns = asyncio.Queue()
    loop = asyncio.get_running_loop()
    reader = threading.Thread(
        target=loop.call_soon_threadsafe,
        args=(returns.put_nowait, "Emma"),
    )
    reader.start()
    # the loop may sleep here already
    print("returned:", await returns.get())


asyncio.run(desk())
