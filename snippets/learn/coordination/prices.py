"""Two clerks start at once, and sell
when the prices are complete."""

import threading

prices = {}
loaded = threading.Event()
answers = [None, None]


def sell(index, item):
    # returns when the event
    # is set, at once or later
    loaded.wait()
    answers[index] = f"{item}: {prices[item]}"


clerks = [
    threading.Thread(target=sell, args=(0, "tea")),
    threading.Thread(target=sell, args=(1, "cake")),
]
for clerk in clerks:
    clerk.start()

prices["tea"] = 3
# until here, no clerk looks at the prices
prices["cake"] = 4
loaded.set()

for clerk in clerks:
    clerk.join()
for answer in answers:
    print(answer)

# whoever asks for the new
# prices has to wait again
loaded.clear()
print(f"new prices known: {loaded.wait(timeout=0.1)}")
