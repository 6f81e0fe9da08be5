"""A window with progress, cancel and errors:
the thread sends messages, the window looks."""

import queue
import threading
import tkinter
from tkinter import ttk


# --8<-- [start:worker]
def record(minutes, tape, cancel, messages):
    """In a thread: never touches the window."""
    end = "recorded"
    try:
        for minute in range(minutes):
            if minute == tape:
                raise OSError("the tape is full")
            messages.put(("progress", minute + 1))
            # a part of the work, then a look
            if cancel.wait(0.02):
                end = "canceled"
                break
    except BaseException as error:
        end = f"failed: {error}"
    messages.put(("end", end))
    # --8<-- [end:worker]


# --8<-- [start:window]
class Window(tkinter.Tk):
    def __init__(self, ended):
        super().__init__()
        self.ended, self.busy, self.closing = ended, False, False
        self.bar = ttk.Progressbar(self)
        self.note = ttk.Label(self, text="ready")
        self.button = ttk.Button(self, text="Cancel")
        for part in (self.bar, self.note, self.button):
            part.pack()
        self.protocol("WM_DELETE_WINDOW", self.close)

    def start(self, minutes, tape):
        cancel, self.messages = threading.Event(), queue.SimpleQueue()
        self.button["command"] = self.cancel = cancel.set
        self.bar["maximum"], self.busy = minutes, True
        work = (minutes, tape, cancel, self.messages)
        threading.Thread(target=record, args=work).start()
        self.after(20, self.look)

    def look(self):
        """In the window; it never waits."""
        while not self.messages.empty():
            kind, value = self.messages.get()
            if kind == "end":
                self.note["text"], self.busy = value, False
                self.ended()
                return self.destroy() if self.closing else None
            self.bar["value"] = value
        self.after(20, self.look)

    def close(self):
        self.closing = True
        # if it works, cancel first
        self.cancel() if self.busy else self.destroy()
        # --8<-- [end:window]


def ended():
    print(window.note["text"])
    if plan:
        minutes, tape, click = plan.pop(0)
        window.start(minutes, tape)
        window.after(200, click or window.update)


window = Window(ended)
plan = [(2, 9, None), (9, 3, None), (999, 999, window.button.invoke)]
plan.append((999, 999, window.close))
ended()
window.mainloop()
