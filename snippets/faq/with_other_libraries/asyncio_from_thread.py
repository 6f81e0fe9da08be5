"""An event loop in a thread of
its own, used by other threads."""

import asyncio
import threading


async def book(seat):
    # other coroutines may run meanwhile
    await asyncio.sleep(0.01)
    return f"seat {seat} is booked"


loop = asyncio.new_event_loop()
desk = threading.Thread(target=loop.run_forever)
desk.start()
try:
    # Any thread may do this, except
    # the one that runs the loop.
    booking = asyncio.run_coroutine_threadsafe(book(4), loop)
    print(booking.result())
finally:
    loop.call_soon_threadsafe(loop.stop)
    # a loop that still runs cannot be closed
    desk.join()
    loop.close()
