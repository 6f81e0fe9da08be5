"""The parcel goes in as an argument: each
thread has the one of its turn."""

import threading

delivered = []
threads = []
for parcel in ["lamp", "rug"]:
    threads.append(
        threading.Thread(target=delivered.append, args=(parcel,))
    )
    threads[-1].start()
for thread in threads:
    thread.join()
print(sorted(delivered))
