"""Programs run in the reader's browser, by the engine that proves them.

    answers.py   what a page asks, answered by everyorder and drawing/; it runs in a
                 worker, under Pyodide, and in the tests like any other Python
    packed.py    what the build adds to the site: Pyodide, the engine, the promises
    npm.py       the packages that come from npm: Pyodide, the editor
    policy.py    the Content-Security-Policy of each page
    offline.py   the service worker, with which what was read stays readable

The JavaScript is in docs/assets/js/run/: worker.js boots Pyodide and hands requests to
answers.py; fibers are in everyorder/fibers/jspi.py and its JavaScript half beside it.
"""
