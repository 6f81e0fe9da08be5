"""A join that returns the result returns
None for an error, and nobody is told."""

import threading


class ResultThread(threading.Thread):
    def __init__(self, function, *given):
        super().__init__(name="clerk")
        self.function, self.given = function, given
        self.result = None

    def run(self):
        self.result = self.function(*self.given)

    def join(self):
        super().join()
        return self.result


def weigh(parcel):
    raise ValueError("the parcel is torn")


clerk = ResultThread(weigh, "books")
clerk.start()
print("weight:", clerk.join())
