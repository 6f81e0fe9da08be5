"""What the worker of a page needs of the engine, where Pyodide runs it.

`bind(half)` is given the JavaScript half (package.JAVASCRIPT) once the interpreter
runs; `suspend(thenable)` lets the page do something, and no thread of the program run,
until the thenable resolves. Both are told in runtime/fibers/jspi.py.
"""

from everyorder.runtime.fibers.jspi import bind, suspend

__all__ = ["bind", "suspend"]
