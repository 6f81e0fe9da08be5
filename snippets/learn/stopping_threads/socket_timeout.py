"""A cook who listens at a line, and to the sign on the door."""

import socket
import threading

closing = threading.Event()
heard = threading.Event()
done = []


def cook(line):
    line.settimeout(0.1)  # seconds, for each call on this socket
    while not closing.is_set():
        try:
            order = line.recv(100)
        except TimeoutError:
            continue  # nobody called: look at the sign again
        if not order:
            break  # the other end hung up
        done.append(order.decode())
        heard.set()


guest, kitchen = socket.socketpair()
with guest, kitchen:
    thread = threading.Thread(target=cook, args=(kitchen,))
    thread.start()
    guest.sendall(b"soup")
    heard.wait()
    closing.set()  # the cook is about to wait for the next order
    thread.join()
print(done)
