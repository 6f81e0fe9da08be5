"""A program that can say where each of its threads stands."""

import sys
import threading
import traceback

in_place = threading.Event()
bell = threading.Event()


def print_where_everyone_is():
    frames = sys._current_frames()
    for thread in threading.enumerate():
        if thread.ident not in frames:
            continue  # it started after the picture was taken
        calls = [
            call.name
            for call in traceback.extract_stack(frames[thread.ident])
            if call.filename == __file__  # leave the library out
        ]
        print(f"{thread.name}: {' > '.join(calls)}")


def wait_for_bell():
    in_place.set()
    bell.wait()


def close_doors():
    wait_for_bell()


thread = threading.Thread(target=close_doors, name="usher")
thread.start()
in_place.wait()  # from here on the usher is in wait_for_bell
print_where_everyone_is()
bell.set()
thread.join()
