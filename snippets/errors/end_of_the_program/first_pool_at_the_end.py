"""The first pool is made by atexit."""

import asyncio
import atexit


@atexit.register
def last_order():
    asyncio.run(asyncio.to_thread(print, "soup"))
