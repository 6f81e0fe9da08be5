"""Run one call in a thread, do something
else, and take its result or its error."""

from concurrent.futures import ThreadPoolExecutor


def weigh(parcel):
    if parcel == "torn":
        raise ValueError("the parcel is torn")
    return 2 * len(parcel)


for parcel in ["books", "torn"]:
    with ThreadPoolExecutor(max_workers=1) as clerk:
        job = clerk.submit(weigh, parcel)
        form = f"to Ada, {parcel}"  # meanwhile
        try:
            print(f"{form}: {job.result()} kg")
        except ValueError as error:
            print(f"{form}: {error}")
