"""Each decision by chance; the seed decides."""

import random


class Random:
    every_step = False
    exhausted = False

    def __init__(self, seed: int = 0, switch: float = 0.3):
        self.random = random.Random(seed)
        self.switch = switch

    def begin(self) -> bool:
        return True

    def choose(self, _scheduler, options, free, _me):
        drawn = self.random.random  # in C: what is asked in a run may not be rewritten
        if free == 1 and drawn() > self.switch:
            return options[0]
        return options[int(drawn() * len(options))]

    def end(self, run) -> None:
        pass
