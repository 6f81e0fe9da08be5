# WRONG: `give_back` frees the hook before it
# takes the old name away. If a neighbor borrows
# the tool in between, the new name goes, too.
"""Frees the hook first, and clears then."""

import threading


class Shed:
    def __init__(self, tools):
        self._hooks = {tool: threading.Lock() for tool in tools}
        self._holders = dict.fromkeys(tools)

    def is_free(self, tool):
        return not self._hooks[tool].locked()

    def holder(self, tool):
        return self._holders[tool]

    def borrow(self, tool, who):
        if not self._hooks[tool].acquire(blocking=False):
            return False
        self._holders[tool] = who
        return True

    def give_back(self, tool):
        self._hooks[tool].release()
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
