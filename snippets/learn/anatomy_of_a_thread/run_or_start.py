"""start() hands the work to a new
thread; run() does it here."""

import threading

signatures = []


def sort_mail():
    # This line asks: which
    # thread is running me?
    signatures.append(threading.current_thread().name)


new_thread = threading.Thread(target=sort_mail, name="sorter")
new_thread.start()
new_thread.join()
print("start():", signatures.pop())

no_thread = threading.Thread(target=sort_mail, name="sorter")
# a plain call, in the thread that makes it
no_thread.run()
print("run():", signatures.pop())
print("alive:", no_thread.is_alive(), "ident:", no_thread.ident)
print("I am:", threading.current_thread().name)
print("main:", threading.main_thread().name)
