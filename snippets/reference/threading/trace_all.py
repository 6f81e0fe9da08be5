"""An actor who is on stage already is
traced and profiled from the next call on."""

import sys
import threading

if sys.version_info < (3, 12):
    sys.exit("This program needs Python 3.12 or newer.")

on_stage, go_on = threading.Event(), threading.Event()
seen = []


def trace(frame, event, argument):
    if frame.f_code is bow.__code__:
        seen.append("traced")


def profile(frame, event, argument):
    if event == "call" and frame.f_code is bow.__code__:
        seen.append("profiled")


def bow():
    pass


def play():
    bow()
    on_stage.set()
    go_on.wait()
    bow()


actor = threading.Thread(target=play)
actor.start()
on_stage.wait()
threading.settrace_all_threads(trace)
threading.setprofile_all_threads(profile)
go_on.set()
actor.join()
threading.settrace_all_threads(None)
threading.setprofile_all_threads(None)
print("the second bow was", *sorted(seen))
