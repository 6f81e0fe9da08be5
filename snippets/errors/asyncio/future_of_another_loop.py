"""A task awaits a future of another loop."""

import asyncio

book = asyncio.new_event_loop().create_future()


async def lend():
    await book


asyncio.run(lend())
