"""A shorter turn for each thread, so that a
test sees more of what can happen."""

import sys

before = sys.getswitchinterval()
sys.setswitchinterval(0.00001)
try:
    print("shorter:", sys.getswitchinterval() < before)
finally:
    # it is the same for the whole process
    sys.setswitchinterval(before)
print("as before:", sys.getswitchinterval() == before)
try:
    sys.setswitchinterval(0)
except ValueError as error:
    print(error)
