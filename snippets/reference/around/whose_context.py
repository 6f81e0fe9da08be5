"""to_thread takes your context along, a pool
does not; a token brings a value back."""

import asyncio
from contextvars import ContextVar

visitor = ContextVar("visitor", default="nobody")


def greet():
    return f"hello {visitor.get()}"


async def main():
    token = visitor.set("Ada")
    print("to_thread:", await asyncio.to_thread(greet))
    loop = asyncio.get_running_loop()
    print("a pool:", await loop.run_in_executor(None, greet))
    visitor.reset(token)
    print("afterwards:", greet())


asyncio.run(main())
