"""Two threads want to run one event loop."""

import asyncio
import threading

loop, ready = asyncio.new_event_loop(), threading.Event()
loop.call_soon(ready.set)
threading.Thread(target=loop.run_forever).start()
ready.wait()
try:
    loop.run_forever()
finally:
    loop.call_soon_threadsafe(loop.stop)
