"""A lambda in a loop: it looks up the
parcel when it runs, not when it is made."""

import threading

delivered = []
threads = []
for parcel in ["lamp", "rug"]:
    threads.append(
        threading.Thread(target=lambda: delivered.append(parcel))
    )
    threads[-1].start()
for thread in threads:
    thread.join()
print(sorted(delivered))
