"""A worker cannot be prepared."""

from concurrent.futures import ThreadPoolExecutor


def light_oven():
    raise OSError("no gas")


with ThreadPoolExecutor(1, initializer=light_oven) as kitchen:
    kitchen.submit(print, "soup").result()
