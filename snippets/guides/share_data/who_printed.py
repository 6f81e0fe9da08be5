"""A thread redirects its output, and that
of all other threads, too."""

import contextlib
import io
import threading

redirected = threading.Event()
printed = threading.Event()


def clerk():
    redirected.wait()
    print("clerk: stamps are sold out")
    printed.set()


thread = threading.Thread(target=clerk)
thread.start()
report = io.StringIO()
with contextlib.redirect_stdout(report):
    redirected.set()
    printed.wait()
print("in the report:", report.getvalue().strip())
