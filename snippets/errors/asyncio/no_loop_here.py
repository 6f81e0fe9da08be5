"""A thread asks for an event loop."""

import asyncio
import threading

desk = threading.Thread(target=asyncio.get_event_loop, name="desk")
desk.start()
