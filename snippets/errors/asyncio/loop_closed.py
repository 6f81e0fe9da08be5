"""A closed loop is handed some work."""

import asyncio

loop = asyncio.new_event_loop()
loop.close()
loop.call_soon_threadsafe(print, "lent")
