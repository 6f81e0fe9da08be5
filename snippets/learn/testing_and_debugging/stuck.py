"""A program that hangs, and says after a second where it stands."""

import faulthandler
import threading

faulthandler.dump_traceback_later(1, exit=True)

plates = threading.Event()


def cook():
    plates.wait()  # nobody ever sets this event


thread = threading.Thread(target=cook, name="cook")
thread.start()
thread.join()
