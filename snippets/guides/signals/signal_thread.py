"""A thread that waits for signals, so that the
main thread may do what it likes."""

import os
import signal
import threading

wanted = {signal.SIGHUP, signal.SIGTERM}
closing = threading.Event()


def doorman():
    # no handler runs, so locks are fine
    while (number := signal.sigwait(wanted)) != signal.SIGTERM:
        print(signal.Signals(number).name, "- reads the new menu")
    print("SIGTERM - closes")
    closing.set()


# before any thread is started: a new
# thread blocks what its creator blocks
signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
# has nothing to lose at the end
threading.Thread(target=doorman, daemon=True).start()

# as if somebody typed kill -HUP
os.kill(os.getpid(), signal.SIGHUP)
os.kill(os.getpid(), signal.SIGTERM)
closing.wait()
print("stove off")
