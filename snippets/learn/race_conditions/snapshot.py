"""A pair that is replaced as a whole
shows no reader half a change."""

import threading

hours = {"Hamlet": 19, "Othello": 20}
tonight = ("Hamlet", 19)
posters = []


def change():
    global tonight
    # one step: the name has a new value
    tonight = ("Othello", 20)


def print_poster():
    # the old pair or the new one, never a mix
    posters.append(tonight)


director = threading.Thread(target=change)
printer = threading.Thread(target=print_poster)
director.start()
printer.start()
director.join()
printer.join()
play, hour = posters[0]
print(f"the poster gives the right hour: {hours[play] == hour}")
print(f"tonight at last: {tonight[0]}")
