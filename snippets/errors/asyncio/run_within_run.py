"""A coroutine starts another event loop."""

import asyncio


async def lend():
    print("lent")


async def main():
    asyncio.run(lend())


asyncio.run(main())
