"""Programs run in the reader's browser, by the engine that proves them.

    answers.py   what a page asks, answered by everyorder and drawing/; it runs in a
                 worker, under Pyodide, and in the tests like any other Python
    worker.py    the Python end of the line between the worker and answers.py
    editor.js    the editor of a program, which the build bundles
    packed.py    what the build adds to the site: Pyodide, the engine, the promises
    npm.py       the packages that come from npm: Pyodide, the editor
    policy.py    the Content-Security-Policy of each page
    offline.py   the service worker, sw.js, with which what was read stays readable

The rest of the JavaScript is in docs/assets/js/run/. start.js waits for a click;
desk.js is what a reader can do with one program, with its text (draft.js), what is
shown (panel.js, words.js, safe.js), its link (share.js) and the page for programs of
one's own (scratch.js). engine.js is the page's end of the line to worker.js, which
boots Pyodide, gives away what no program may reach (fence.js) and hands requests to
answers.py; protocol.js types what is said. Fibers are in everyorder's
runtime/fibers/jspi.py, its JavaScript half beside it.
"""
