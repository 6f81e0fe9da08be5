"""The old names of threading still work,
and each one says what to write instead."""

import threading
import warnings

actor = threading.Thread(target=print, args=("on stage",))
curtain = threading.Condition()
bell = threading.Event()
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    threading.currentThread()
    threading.activeCount()
    actor.setName("king")
    actor.getName()
    actor.setDaemon(False)
    actor.isDaemon()
    bell.isSet()
    with curtain:
        curtain.notifyAll()
for warning in told:
    print(warning.message)
