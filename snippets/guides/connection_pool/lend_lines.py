"""Three clerks share two lines, and each
place comes back, whatever happens."""

import queue
import threading


# --8<-- [start:switchboard]
class Switchboard:
    """Lends a line to one clerk at a time."""

    def __init__(self, open_line, size):
        self.open_line, self.size = open_line, size
        # the line last used is lent first
        self.places = queue.LifoQueue()
        for _ in range(size):
            # opened when it is needed
            self.places.put(None)

    def use(self, work, timeout=None):
        """What work(line) returns or raises.
        queue.Empty: none came free in time."""
        line = self.places.get(timeout=timeout)
        try:
            if line is None:
                line = self.open_line()
            return work(line)
        except BaseException:
            # it may be broken: open a new one
            if line is not None:
                line.close()
            line = None
            raise
        finally:
            self.places.put(line)

    def close(self, timeout=None):
        """Waits for the lines that are lent."""
        for _ in range(self.size):
            line = self.places.get(timeout=timeout)
            if line is not None:
                line.close()
                # --8<-- [end:switchboard]


class Line:
    in_use = False

    def call(self, number):
        assert not self.in_use, "two clerks on one line"
        self.in_use = True
        if number == 0:
            raise ValueError("wrong number")
        self.in_use = False

    def close(self):
        pass


def clerk(number):
    try:
        switchboard.use(lambda line: line.call(number))
        result[number] = "called"
    except ValueError as error:
        result[number] = str(error)


result = {}
switchboard = Switchboard(Line, size=2)
clerks = [threading.Thread(target=clerk, args=(n,)) for n in (7, 8, 0)]
for thread in clerks:
    thread.start()
for thread in clerks:
    thread.join()
switchboard.close()
print(sorted(result.items()))
