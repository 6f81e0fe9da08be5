"""Two potters sleep, two places become free, and each gets one.

preemptions: 1
raises: A potter got an error.
deadlock: A potter sleeps beside a free place. When two places become
    free, two who wait have to be called.
hangs: Somebody goes round a loop while waiting. Let a potter sleep
    until there is a place, and a glazer until there is a bowl.
"""

import threading

from answer import Rack

rack = Rack(2)
rack.put("blue")
rack.put("green")
potters = [
    threading.Thread(
        target=rack.put, args=(bowl,), name=f"{bowl} potter"
    )
    for bowl in ("red", "white")
]
for potter in potters:
    potter.start()
rack.take()
rack.take()
for potter in potters:
    potter.join()
