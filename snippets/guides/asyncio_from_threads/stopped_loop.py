"""The loop is stopped, and its guard
never hears that the night is over."""

import asyncio
import threading


async def guard():
    try:
        # all night long
        await asyncio.Event().wait()
    finally:
        print("the guard goes home")


loop = asyncio.new_event_loop()
desk = threading.Thread(target=loop.run_forever)
desk.start()
night = asyncio.run_coroutine_threadsafe(guard(), loop)
loop.call_soon_threadsafe(loop.stop)
desk.join()
print("the loop has stopped")
night.result()
