"""A Thread subclass that carries its arguments and its result."""

import threading


class Clerk(threading.Thread):
    def __init__(self, parcel):
        super().__init__(name="clerk 1")  # before anything else
        self.parcel = parcel
        self.label = None

    def run(self):  # start() calls this in the new thread
        name = threading.current_thread().name
        self.label = f"{self.parcel}, checked by {name}"


clerk = Clerk("book")
clerk.start()
clerk.join()
print(clerk.label)
