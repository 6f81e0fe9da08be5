"""A thread that watches the sales,
and looks once more at the end."""

import threading

sales = []
reports = []
closing = threading.Event()


def watch():
    # a minute, or until closing
    while not closing.wait(timeout=60):
        reports.append(len(sales))
    # after the last sale
    reports.append(len(sales))


monitor = threading.Thread(target=watch)
monitor.start()
try:
    for lamp in ["red", "green", "blue"]:
        sales.append(lamp)
finally:
    closing.set()
    monitor.join()
print("last report:", reports[-1], "sales")
