"""A daemon thread keeps a log, and
the program's end cuts it off."""

import threading

page = []
written = threading.Event()
closing = threading.Event()


def keep_log():
    try:
        page.append("7:00 opened")
        written.set()
        closing.wait()  # until somebody says so
    finally:
        print("log saved:", page)


log = threading.Thread(target=keep_log, daemon=True)
log.start()
written.wait()  # there is something to save now
print("to save:", page)
print("main thread: good night")
