"""The main thread fails, and the
log is saved all the same."""

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


log = threading.Thread(target=keep_log)
log.start()
try:
    raise RuntimeError("fire alarm")
    written.wait()
    print("to save:", page)
finally:  # also if the main thread fails
    closing.set()
    log.join()
print("main thread: good night")
