"""A program that can say where
each of its threads stands."""

import sys
import threading
import traceback

in_place = threading.Event()
bell = threading.Event()


def print_where_everyone_is():
    frames = sys._current_frames()
    for thread in threading.enumerate():
        if thread.ident not in frames:
            # it started after the
            # picture was taken
            continue
        calls = [
            call.name
            for call in traceback.extract_stack(frames[thread.ident])
            # leave the library out
            if call.filename == __file__
        ]
        print(f"{thread.name}: {' > '.join(calls)}")


def wait_for_bell():
    in_place.set()
    bell.wait()


def close_doors():
    wait_for_bell()


thread = threading.Thread(target=close_doors, name="usher")
thread.start()
# from here on the usher is in wait_for_bell
in_place.wait()
print_where_everyone_is()
bell.set()
thread.join()
