"""A loop wants to handle a signal."""

import asyncio
import signal
import threading


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, print)


threading.Thread(target=asyncio.run, args=(main(),)).start()
