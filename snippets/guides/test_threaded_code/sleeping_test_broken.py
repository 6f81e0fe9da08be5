"""A test that gives a thread some time, and
takes it for granted that this is enough."""

import queue
import threading
import time


class TicketPrinter:
    """Prints in a thread of its own."""

    def __init__(self, print_ticket):
        self.orders = queue.SimpleQueue()
        self.print_ticket = print_ticket
        threading.Thread(target=self.work).start()

    def work(self):
        while (seat := self.orders.get()) is not None:
            self.print_ticket(seat)

    def close(self):
        self.orders.put(None)


def test_an_order_is_printed():
    printed = []
    printer = TicketPrinter(printed.append)
    try:
        printer.orders.put("A1")
        time.sleep(0.1)
        assert printed == ["A1"], f"printed: {printed}"
    finally:
        printer.close()


test_an_order_is_printed()
print("passed")
