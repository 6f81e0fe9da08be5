"""A program that hangs, and says
after a second where it stands."""

import faulthandler
import threading

faulthandler.dump_traceback_later(1, exit=True)

bell = threading.Event()


def close_doors():
    bell.wait()  # nobody ever sets this event


thread = threading.Thread(target=close_doors, name="usher")
thread.start()
thread.join()
