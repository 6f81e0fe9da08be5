"""There is no main guard."""

import multiprocessing

spawn = multiprocessing.get_context("spawn")
mill = spawn.Process(target=print, args=("flour",))
mill.start()
mill.join()
