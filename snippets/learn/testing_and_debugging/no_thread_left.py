"""A test that fails if close()
leaves a thread running."""

import contextlib
import threading


class Display:
    """Shows the free seats above the
    box office, until it is closed."""

    def __init__(self):
        self.closing = threading.Event()
        self.thread = threading.Thread(target=self.show, name="display")
        self.thread.start()

    def show(self):
        self.closing.wait()

    def close(self):
        self.closing.set()
        # without it, the thread
        # may still be there
        self.thread.join()


@contextlib.contextmanager
def no_thread_left():
    before = set(threading.enumerate())
    yield
    left = set(threading.enumerate()) - before
    names = [thread.name for thread in left]
    assert not left, f"still running: {names}"


def test_close_ends_the_thread():
    with no_thread_left():
        display = Display()
        assert display.thread.is_alive(), "ended too early"
        display.close()


test_close_ends_the_thread()
print("passed")
