"""Where a thread waits can be printed from
outside: at once, at a signal, or later."""

import faulthandler
import signal
import tempfile
import threading

waiting, go_on = threading.Event(), threading.Event()


def wait_for_guests():
    waiting.set()
    go_on.wait()


with tempfile.TemporaryFile("w+") as log:

    def told():
        log.seek(0)
        text = log.read()
        log.seek(0)
        log.truncate()
        return "wait_for_guests" in text

    faulthandler.enable(file=log)  # for a crash
    waiter = threading.Thread(target=wait_for_guests)
    waiter.start()
    waiting.wait()
    faulthandler.dump_traceback(file=log)
    print("at once:", told())
    faulthandler.register(signal.SIGUSR1, file=log)
    signal.raise_signal(signal.SIGUSR1)
    print("at a signal:", told())
    faulthandler.dump_traceback_later(60, file=log)
    faulthandler.cancel_dump_traceback_later()
    print("later, but called off:", told())
    go_on.set()
    waiter.join()
    faulthandler.unregister(signal.SIGUSR1)
    faulthandler.disable()
