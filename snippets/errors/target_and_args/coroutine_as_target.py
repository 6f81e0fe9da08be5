"""The target is a coroutine function."""

import threading


async def weigh():
    print("weighed")


threading.Thread(target=weigh).start()
