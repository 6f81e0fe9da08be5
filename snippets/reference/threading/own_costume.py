"""Two actors find their costumes by their
own numbers while both are on stage."""

import threading

costumes = {}
worn = {}
both_here = threading.Barrier(2)


def play(role):
    number = threading.get_ident()
    costumes[number] = role
    # an actor who left now could hand its
    # number on to the next one
    both_here.wait()
    worn[role] = costumes[number]


actors = [
    threading.Thread(target=play, args=(role,))
    for role in ["king", "fool"]
]
for actor in actors:
    actor.start()
for actor in actors:
    actor.join()
known = threading.main_thread().native_id
print("number in top:", threading.get_native_id() == known)
for role in ["king", "fool"]:
    print(f"the {role} wears the costume of the {worn[role]}")
