"""Repeat something every n seconds,
until somebody says stop."""

import threading

enough = threading.Event()
watered = []


def water():
    watered.append("tomatoes")
    if len(watered) == 3:
        enough.set()  # any thread may do this


def repeat(seconds, action):
    # True, at once, when it is set
    while not enough.wait(seconds):
        action()


gardener = threading.Thread(target=repeat, args=(0.05, water))
gardener.start()
gardener.join()
print(f"watered {len(watered)} times")
