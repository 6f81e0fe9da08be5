"""A thread uses the loop of another."""

import asyncio
import threading


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 60
    desk = threading.Thread(target=loop.call_soon, args=(print,))
    desk.start()
    desk.join()


asyncio.run(main(), debug=True)
