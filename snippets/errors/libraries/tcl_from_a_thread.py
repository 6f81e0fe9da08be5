"""A thread uses the Tcl of another."""

import threading
import tkinter

tcl = tkinter.Tcl()
question = ("expr 6 * 7",)
threading.Thread(target=tcl.eval, args=question).start()
