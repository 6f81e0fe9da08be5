"""A task comes when the pool is closed."""

from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor() as kitchen:
    kitchen.submit(print, "soup")
kitchen.submit(print, "cake")
