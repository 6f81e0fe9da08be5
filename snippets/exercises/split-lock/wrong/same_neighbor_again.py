# WRONG: Who has the tool may take it again.
# But a tool that is out is out, for everyone.
"""Lends twice to the same neighbor."""

import threading


class Shed:
    def __init__(self, tools):
        self._lock = threading.Lock()
        self._holders = dict.fromkeys(tools)

    def is_free(self, tool):
        with self._lock:
            return self._holders[tool] is None

    def holder(self, tool):
        with self._lock:
            return self._holders[tool]

    def borrow(self, tool, who):
        # until the change, nobody looks
        with self._lock:
            if self._holders[tool] not in (None, who):
                return False
            self._holders[tool] = who
            return True

    def give_back(self, tool):
        with self._lock:
            self._holders[tool] = None


if __name__ == "__main__":
    shed = Shed(["drill", "saw"])
    receipts = []

    def ask(who):
        if shed.borrow("drill", who):
            receipts.append(who)

    neighbor = threading.Thread(target=ask, args=("Tomas",))
    neighbor.start()
    ask("Ines")
    neighbor.join()
    print(f"receipts for the drill: {len(receipts)}")
