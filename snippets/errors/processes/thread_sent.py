"""A thread is to be sent."""

import pickle
import threading

pickle.dumps(threading.Thread(target=print))
