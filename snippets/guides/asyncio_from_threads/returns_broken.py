"""Another thread puts a book into a
queue of asyncio. Who wakes the desk?"""

import asyncio
import threading


async def desk():
    returns = asyncio.Queue()
    reader = threading.Thread(target=returns.put_nowait, args=("Emma",))
    reader.start()
    # the loop may sleep here already
    print("returned:", await returns.get())


asyncio.run(desk())
