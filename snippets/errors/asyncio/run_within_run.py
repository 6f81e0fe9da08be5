"""A coroutine starts another event loop."""

import asyncio


async def lend():
    print("lent")


async def main():
    lending = lend()
    try:
        asyncio.run(lending)
    finally:
        lending.close()


asyncio.run(main())
