"""When do the rounds begin if each takes two
seconds, and the third one takes twelve?"""


class Night:
    """A clock that only this program moves."""

    def __init__(self):
        self.now = 0
        self.rounds = []

    def clock(self):
        return self.now

    def wait(self, seconds):
        # as stop.wait() does if nobody stops
        self.now += seconds
        return len(self.rounds) == 5

    def flash(self):
        self.rounds.append(self.now)
        third = len(self.rounds) == 3
        self.now += 12 if third else 2


def pause_between(seconds, night):
    while not night.wait(seconds):
        night.flash()


def catch_up(seconds, night):
    due = night.clock() + seconds
    while not night.wait(max(0, due - night.clock())):
        night.flash()
        due += seconds


def skip_missed(seconds, night):
    due = night.clock() + seconds
    while not night.wait(max(0, due - night.clock())):
        night.flash()
        missed = max(0, night.clock() - due) // seconds
        due += seconds * (1 + missed)


for loop in (pause_between, catch_up, skip_missed):
    night = Night()
    loop(5, night)
    print(f"{loop.__name__:13}", *night.rounds)
