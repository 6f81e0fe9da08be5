"""sys.exit() in a thread ends
that thread and nothing else."""

import sys
import threading

done = []


def cook():
    done.append("soup")
    # raises SystemExit in this thread
    sys.exit("out of bread")
    done.append("bread")


kitchen = threading.Thread(target=cook)
kitchen.start()
kitchen.join()
print(done)
print("The restaurant stays open.")
