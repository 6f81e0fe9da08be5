"""A thread writes to a window."""

import threading
import tkinter


def cook():
    label["text"] = "ready"


label = tkinter.Label(tkinter.Tk())
worker = threading.Thread(target=cook)
worker.start()
worker.join()
