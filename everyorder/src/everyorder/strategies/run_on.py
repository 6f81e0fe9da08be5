"""The natural order: a thread goes on until it cannot."""


class RunOn:
    every_step = False
    exhausted = False

    def __init__(self, runs: int = 1, unwatched: bool = False):
        self.left, self.unwatched = runs, unwatched

    def begin(self) -> bool:
        self.left -= 1
        return self.left >= 0

    def choose(self, _scheduler, options, _free, _me):
        return options[0]

    def end(self, run) -> None:
        pass
