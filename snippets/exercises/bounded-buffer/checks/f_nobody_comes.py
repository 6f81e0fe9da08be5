"""At an empty rack a glazer sleeps, and at a full one a potter.

expect: waits
raises: Somebody went on although nobody had come.
hangs: Somebody goes round a loop while waiting. Let a potter sleep
    until there is a place, and a glazer until there is a bowl.
holds: Somebody went on although nobody had come.
"""

import threading

from answer import Rack


def glaze():
    bowl = Rack(1).take()
    raise AssertionError(f"out of an empty rack came {bowl!r}")


def throw():
    full = Rack(1)
    full.put("blue")
    full.put("green")
    raise AssertionError("a rack with one place took two bowls")


glazer = threading.Thread(target=glaze, name="glazer")
potter = threading.Thread(target=throw, name="potter")
glazer.start()
potter.start()
glazer.join()
potter.join()
