"""A trace function and a profile function
see threads that start later, no other."""

import collections
import threading

calls = collections.Counter()
returns = collections.Counter()


def trace(frame, event, argument):
    calls[threading.current_thread().name] += 1


def profile(frame, event, argument):
    if event == "return" and frame.f_code is bow.__code__:
        returns[threading.current_thread().name] += 1


def bow():
    pass


def play(times):
    for _ in range(times):
        bow()


threading.settrace(trace)
threading.setprofile(profile)
print("set:", threading.gettrace() is trace)
print("set:", threading.getprofile() is profile)
bow()  # in the main thread: nobody counts
for name, times in {"king": 2, "fool": 3}.items():
    actor = threading.Thread(target=play, args=(times,), name=name)
    actor.start()
    actor.join()
threading.settrace(None)
threading.setprofile(None)
print("bows of the king:", returns["king"])
print("bows of the fool:", returns["fool"])
print("traced:", *sorted(calls))
