"""At an empty rack a glazer sleeps, and at a full one a potter.

expect: waits
raises: Somebody went on at an empty rack or at a full one.
hangs: Somebody goes round a loop while waiting. Let a potter sleep
    until there is a place, and a glazer until there is a bowl.
holds: Somebody went on at an empty rack or at a full one.
"""

import threading

from answer import Rack

empty, full = Rack(1), Rack(1)
full.put("blue")


def glaze():
    empty.take()
    full.take()  # whoever goes on frees the other, and both end


def throw():
    full.put("green")
    empty.put("red")


glazer = threading.Thread(target=glaze, name="glazer")
potter = threading.Thread(target=throw, name="potter")
glazer.start()
potter.start()
glazer.join()
potter.join()
