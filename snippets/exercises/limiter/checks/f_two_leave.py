"""Two hikers leave a full bridge, and two who wait come across.

preemptions: 1
raises: A hiker got an error.
deadlock: A hiker waits although there is room. When two leave, two who
    wait have to be called.
hangs: A hiker goes round a loop in front of the bridge. Let the hiker
    sleep until there is room.
"""

import threading

from answer import Bridge

bridge = Bridge(2)
on_it = threading.Event()
go_on = threading.Event()


def rest():
    on_it.set()
    go_on.wait()


def walk():
    for hiker in late:
        hiker.start()
    go_on.set()


late = [
    threading.Thread(
        target=bridge.cross, args=(str,), name=f"late hiker {n}"
    )
    for n in (1, 2)
]
slow = threading.Thread(
    target=bridge.cross, args=(rest,), name="slow hiker"
)
slow.start()
on_it.wait()
bridge.cross(walk)
for hiker in (slow, *late):
    hiker.join()
