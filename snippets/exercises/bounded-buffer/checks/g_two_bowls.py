"""Two glazers sleep, two bowls come, and each gets one.

preemptions: 1
raises: A glazer got an error.
deadlock: A glazer sleeps beside a bowl. When two bowls come, two who
    wait have to be called.
hangs: Somebody goes round a loop while waiting. Let a potter sleep
    until there is a place, and a glazer until there is a bowl.
"""

import threading

from answer import Rack

rack = Rack(2)
glazers = [
    threading.Thread(target=rack.take, name=f"glazer {n}")
    for n in (1, 2)
]
for glazer in glazers:
    glazer.start()
rack.put("blue")
rack.put("green")
for glazer in glazers:
    glazer.join()
