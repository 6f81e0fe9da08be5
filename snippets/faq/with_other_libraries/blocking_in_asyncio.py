"""Call functions that block from
asyncio, without blocking its loop."""

import asyncio
import time


def weather(city):
    # an ordinary call that
    # waits, say a database
    time.sleep(0.05)
    return f"{city}: sunny"


async def main():
    reports = await asyncio.gather(
        asyncio.to_thread(weather, "Oslo"),
        asyncio.to_thread(weather, "Lima"),
    )
    print(*reports, sep="\n")


asyncio.run(main())
