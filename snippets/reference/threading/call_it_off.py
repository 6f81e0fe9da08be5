"""A timer that is canceled in time calls
nothing; one that is canceled late has."""

import threading


def ring():
    print("the bell rings")


in_time = threading.Timer(60, ring)
in_time.cancel()
# it does not wait for a minute any more
in_time.start()
print("called off")
late = threading.Timer(0, ring)
late.start()
late.join()
# no error: nobody learns that it came too late
late.cancel()
