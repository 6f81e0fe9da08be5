"""Each task sorts into a tray of its
own, and hands it back when done."""

from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

# all may read it, and nobody can change it
PRICES = MappingProxyType({"letter": 2, "parcel": 5})


def sort_mail(mail, tray=None):
    # a new list for each call
    tray = [] if tray is None else tray
    for item in mail:
        tray.append(PRICES[item])
    return tray


with ThreadPoolExecutor(max_workers=2) as office:
    first = office.submit(sort_mail, ["letter"])
    second = office.submit(sort_mail, ["parcel"])
    print("first task:", first.result())
    print("second task:", second.result())
