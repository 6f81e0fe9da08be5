"""How many processors the machine has, and
how many of them this process may use."""

import os
import sys

if sys.version_info < (3, 13):
    sys.exit("This program needs Python 3.13 or newer.")

have, may_use = os.cpu_count(), os.process_cpu_count()
print("at least one:", may_use >= 1)
print("no more than there are:", may_use <= have)
# what a pool of threads takes by itself
print("workers:", min(32, may_use + 4) <= 32)
