"""Two potters wait for one place, and never share it.

preemptions: 1
raises: A potter was called and found the rack full. Look again after
    each wait.
deadlock: A potter sleeps beside a free place, or the glazer beside a
    bowl. Does the call reach the one who can use it?
hangs: Somebody goes round a loop while waiting. Let a potter sleep
    until there is a place, and a glazer until there is a bowl.
"""

import threading

from answer import Rack

rack = Rack(1)
rack.put("blue")
all_here = threading.Barrier(3)
one_more = threading.Event()
stood = []


def throw(bowl):
    all_here.wait()
    rack.put(bowl)
    stood.append(bowl)
    one_more.set()


potters = [
    threading.Thread(target=throw, args=(bowl,), name=f"{bowl} potter")
    for bowl in ("green", "red")
]
for potter in potters:
    potter.start()
all_here.wait()
rack.take()
one_more.wait()
bowls = len(stood)
assert bowls == 1, f"one bowl was taken, and {bowls} came in its place"
rack.take()
for potter in potters:
    potter.join()
