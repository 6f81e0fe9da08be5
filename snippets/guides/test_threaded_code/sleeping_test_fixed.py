"""A test that waits until the ticket is there,
as long as that takes, and no longer."""

import queue
import threading


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
    printed = queue.SimpleQueue()
    printer = TicketPrinter(printed.put)
    try:
        printer.orders.put("A1")
        seat = printed.get()
        assert seat == "A1", f"printed: {seat}"
    finally:
        printer.close()


test_an_order_is_printed()
print("passed")
