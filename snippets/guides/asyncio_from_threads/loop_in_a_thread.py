"""An event loop in a thread of its own,
which all other threads can call."""

import asyncio
import threading


# --8<-- [start:loop]
class LoopThread:
    """Runs coroutines for other threads."""

    def __enter__(self):
        self._ready = threading.Event()
        self._thread = threading.Thread(
            target=asyncio.run, args=(self._serve(),)
        )
        self._thread.start()
        self._ready.wait()
        return self

    async def _serve(self):
        self._loop = asyncio.get_running_loop()
        self._closing = asyncio.Event()
        self._ready.set()
        await self._closing.wait()
        # now asyncio.run cancels what is left

    def call(self, coroutine):
        """A future: the result or the error."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def __exit__(self, *error):
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()
        # --8<-- [end:loop]


async def find(title):
    # your coroutine, with awaits in it
    return shelves[title]


shelves = {"Emma": "shelf 4"}
with LoopThread() as desk:
    print("Emma:", desk.call(find("Emma")).result())
    try:
        desk.call(find("Ulysses")).result()
    except KeyError as error:
        print("not here:", error)
