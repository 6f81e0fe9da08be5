"""One line of Python touches the shared name twice."""

import dis

for step in dis.get_instructions("guests += 1"):
    if step.argval == "guests":
        print(step.opname)
