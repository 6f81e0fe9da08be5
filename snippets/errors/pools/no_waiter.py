"""A callback of a future fails."""

from concurrent.futures import ThreadPoolExecutor


def serve(dish):
    raise LookupError("no waiter")


with ThreadPoolExecutor() as kitchen:
    kitchen.submit(len, "soup").add_done_callback(serve)
