"""A kitchen is to work without cooks."""

from concurrent.futures import ThreadPoolExecutor

orders = []
ThreadPoolExecutor(max_workers=len(orders))
