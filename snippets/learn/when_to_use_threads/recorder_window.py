"""A window that takes clicks while
a thread works; it closes itself."""

import queue
import threading
import tkinter

results = queue.Queue()
stop = threading.Event()
# the recorder's alone until it has ended
tape = []


# --8<-- [start:work]
def record():
    """In a thread: never touches the window."""
    try:
        # the window goes on meanwhile
        while not stop.wait(0.01):
            tape.append("sound")
        result = "recording saved"
    except Exception as error:
        result = f"recording failed: {error}"
    # whatever happened, the window hears of it
    results.put(result)
    # --8<-- [end:work]


# --8<-- [start:window]
def show_result():
    """In the window's own thread:
    looks at the queue, never waits."""
    try:
        label["text"] = results.get_nowait()
    except queue.Empty:
        # look again in 20 ms
        window.after(20, show_result)
    else:
        print(label["text"])
        window.after(100, window.destroy)


def press_stop():
    print("click: stop")
    stop.set()
    # --8<-- [end:window]


window = tkinter.Tk()
label = tkinter.Label(window, text="recording ...")
label.pack()
tkinter.Button(window, text="Stop", command=press_stop).pack()
window.protocol("WM_DELETE_WINDOW", press_stop)

recorder = threading.Thread(target=record)
recorder.start()
try:
    window.after(20, show_result)
    # clicks in your place
    window.after(200, press_stop)
    window.mainloop()
finally:
    # however the window ended,
    # the recorder ends, too
    stop.set()
    recorder.join()
print("window closed")
