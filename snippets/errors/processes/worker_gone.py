"""A worker process ends itself."""

import os
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    with ProcessPoolExecutor(1) as mill:
        mill.submit(os._exit, 1).result()
