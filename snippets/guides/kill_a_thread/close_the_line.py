"""A cook waits for orders on a line, until
another thread shuts the line down."""

import contextlib
import socket
import threading


# --8<-- [start:listener]
class Listener:
    """Calls work(data) for what comes over a
    connection, until it ends or is closed."""

    def __init__(self, connection, work):
        self._connection = connection
        self._work = work
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self):
        try:
            # b"" is the end of the line
            while data := self._connection.recv(1024):
                try:
                    self._work(data)
                except Exception as error:
                    # or logging.exception(...)
                    print(f"{data}: {error!r}")
        except OSError as error:
            print("the line broke:", error)
        finally:
            print("stove off")

    def close(self):
        """Returns when the thread has ended."""
        # an error if the other end is gone
        with contextlib.suppress(OSError):
            # makes recv() return b""
            self._connection.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._connection.close()
        # --8<-- [end:listener]


def cook(order):
    print("cooks", order.decode())
    cooked.set()


cooked = threading.Event()
guests, line = socket.socketpair()
kitchen = Listener(line, cook)
try:
    guests.sendall(b"soup")
    cooked.wait()
    # now the cook waits for more
finally:
    kitchen.close()
    guests.close()
print("closed")
