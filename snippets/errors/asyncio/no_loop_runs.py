"""A thread asks for the running loop."""

import asyncio
import threading


def lend():
    asyncio.get_running_loop()


threading.Thread(target=lend, name="desk").start()
