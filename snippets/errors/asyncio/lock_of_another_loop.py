"""One lock is used in two event loops."""

import asyncio

stamp = asyncio.Lock()


async def lend():
    async with stamp:
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(lend(), lend())


asyncio.run(main())
asyncio.run(main())
