"""Two tasks sort into one tray, which
nobody meant to share."""

from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

# all may read it, and nobody can change it
PRICES = MappingProxyType({"letter": 2, "parcel": 5})


# made once, when Python reads this line
def sort_mail(mail, tray=[]):
    for item in mail:
        tray.append(PRICES[item])
    return tray.copy()


with ThreadPoolExecutor(max_workers=1) as office:
    first = office.submit(sort_mail, ["letter"])
    second = office.submit(sort_mail, ["parcel"])
    print("first task:", first.result())
    print("second task:", second.result())
