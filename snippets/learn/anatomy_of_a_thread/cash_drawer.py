"""A cash drawer that only the
thread that opened it may use."""

import threading


class Drawer:
    def __init__(self):
        self.owner = threading.get_ident()
        self.cents = 0

    def put(self, cents):
        if threading.get_ident() != self.owner:
            raise RuntimeError("this drawer belongs to another thread")
        # no other thread comes this far
        self.cents += cents


drawer = Drawer()
refusals = []


def help_out():
    try:
        drawer.put(85)
    except RuntimeError as error:
        refusals.append(error)


helper = threading.Thread(target=help_out)
helper.start()
drawer.put(170)
helper.join()
print("in the drawer:", drawer.cents)
print("the helper heard:", *refusals)
