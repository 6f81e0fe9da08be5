"""A car park with two places notices a car that leaves twice."""

import threading

places = threading.BoundedSemaphore(2)


def visit():
    places.acquire()  # waits while both places are taken
    places.release()


cars = [threading.Thread(target=visit) for _ in range(3)]
for car in cars:
    car.start()
for car in cars:
    car.join()

try:
    places.release()  # the mistake: no car is inside
except ValueError as error:
    print(f"ValueError: {error}")
