"""Three calls share two lines; a semaphore counts the free ones."""

import threading

free = ["line 1", "line 2"]
lines = threading.Semaphore(2)
answers = [None] * 3


def call(index, city):
    with lines:  # with both lines taken, a third call waits here
        line = free.pop()
        answers[index] = f"{city} answers"
        free.append(line)


cities = ["Lima", "Oslo", "Rome"]
calls = [
    threading.Thread(target=call, args=x) for x in enumerate(cities)
]
for one in calls:
    one.start()
for one in calls:
    one.join()
for answer in answers:
    print(answer)
print(f"free lines: {len(free)}")
