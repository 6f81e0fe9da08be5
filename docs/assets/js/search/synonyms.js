// What readers call the ideas of this site: in everyday speech, in other languages, in other
// libraries. A line is a group, in which each phrase may stand for each other one. Small
// words count for nothing, and endings do not matter: "waiting" is "wait".

import { isSmall, words } from "./words.js";

const GROUPS = `
# a thread, and its life
start, launch, spawn, fire, kick, begin, create, begininvoke
goroutine, coroutine, fiber, std thread, pthread create, beginthread, createthread, thread spawn, thread start, start thread
background, behind, async, asynchronous, nonblocking, concurrently, fire forget
function, method, callable, routine, procedure, def
argument, parameter, args, param, pass, kwargs
end, finish, complete, done, terminate, exit
wait, block, await, pend, sleep, delay, pause
join, wait thread, wait finish, wait end, wait complete, wait done, pthread join, joinhandle, waitgroup, whenall, wait group
return value, result, output function, get value, return
restart, start again, reuse, run again, rerun, start twice, started once, start once
stop, kill, cancel, abort, terminate, interrupt, quit, shutdown, halt, end, destroy, shut
pthread cancel, thread interrupt, thread abort, cancellation, cancellationtoken, stop thread, cancel token
alive, running, state, status, active, isalive, finished yet
list, enumerate, all threads, show
name, rename, label, getname, setname
id, ident, identifier, tid, pid, thread id, gettid
current thread, which thread, self thread, currentthread, main thread
too many threads, thread limit, max threads, maximum number, cant start new, start new thread, resource temporarily unavailable, out memory
subclass, inherit, extend, class own, override run, extend thread, custom class
daemon, setdaemon, isdaemon, background thread, isbackground
program exit, script end, interpreter shutdown, main ends, finalization, exit program, process exit

# sharing and its dangers
share, common, global, access, between threads
race condition, race, data race, corrupt, inconsistent, heisenbug, flaky
lost update, wrong total, wrong count, missing updates, too low, less than expected, wrong result, lost, missing
counter, count, increment, add one, tally
atomic, atomically, indivisible, thread safe, interlocked, atomicinteger, incrementandget, compareandset, cas, atomicity
threadsafe, thread safe, safe, synchronized collection, concurrenthashmap, concurrent collection, race free, safely
increment, plus equals, augmented assignment, +=, plusplus
volatile, memory model, happens before, memory barrier, visibility, fence, visible
check then act, time check time use, toctou, double booking, check first, both buy, sold twice, sell twice
list, dict, dictionary, deque, set, container, collection, array, map, hashmap
interleaving, order, schedule, sequence, scheduling
random, nondeterministic, unpredictable, different every time, arbitrary, varying, change every
preemption, context switch, switch, interrupted, time slice, switch interval
sometimes, rarely, occasionally, intermittent, once while, now then

# locks
lock, mutex, critical section, synchronized, synchronize, mutual exclusion, monitor, semaphore binary, lock statement, mutexguard, exclusive
rlock, reentrant, recursive, reentrantlock, recursive mutex, reacquire, same thread twice
acquire, take, get lock, hold, grab, obtain, enter
release, unlock, give back, free, let go
trylock, try lock, timeout, nonblocking acquire, blocking false, give up, trywait, locked
with, context manager, using, lock guard, lockguard, scoped lock, raii
fair, fairness, order waiting, who next, turn, queue up, fifo lock
deadlock, deadly embrace, circular wait, hang, freeze, stuck, frozen, blocked forever, stall, lockup, never return, wait each other, hung
livelock, keep retrying, get nowhere, politely
starvation, starve, never gets, always loses, priority inversion, priority
hang, freeze, stuck, unresponsive, not respond, lock up, never finish, never ends, frozen, hung, forever

# waiting for each other
event, flag, signal, manualresetevent, autoresetevent, latch, countdownlatch, notification, tell threads, set flag
condition, condition variable, monitor, pthread cond, notify, condvar, wait notify, wake
lost wakeup, lost wake, missed signal, missed notify, sleeping barber
spurious wakeup, spurious, while instead
semaphore, permit, throttle, limit concurrency, semaphoreslim, at most n, max concurrent, limit parallel
barrier, cyclicbarrier, phaser, rendezvous, all arrived, meet, countdownlatch
timer, settimeout, delayed call, later, after delay, schedule once, run later
repeat, periodic, every second, setinterval, interval, cron, schedule, heartbeat, poll, every seconds, loop forever, scheduler, regularly

# queues and pools
queue, channel, blockingqueue, fifo, mailbox, pipeline, buffer, message passing, chan, arrayblockingqueue, linkedblockingqueue, buffered channel
producer consumer, worker queue, consumer, feed workers, work queue, job queue
sentinel, poison pill, end marker, stop value, none queue, close channel, tell workers stop, workers end, stop workers
priority queue, heap, most urgent, urgent first, priorityqueue, importance
bounded queue, maxsize, backpressure, full queue, limit size, queue size, grows memory
lifo, stack, last in
empty, qsize, full
task done, wait all work, queue join, unfinished tasks, all processed
pool, threadpool, executor, executorservice, worker pool, threadpoolexecutor, thread pool, task run, worker threads, parallel foreach, parallel, workers
future, promise, completablefuture, deferred, handle, task
map, parallel map, for each, each item, loop parallel, imap, starmap, parallelize loop
as completed, first finished, whichever first, completion order, first done, select, race promise, any order
promise, gather, wait all futures, invokeall, collect results
workers, max workers, how many threads, pool size, number threads, optimal number, thread count, nthreads, cores
swallow, vanish, disappear, silent, silently, no traceback, ignored, hidden, lost exception, no error, suppress, eaten
exception, error, crash, traceback, failure, raise, fail, throw, panic
catch, handle, except, try except, propagate, intercept
excepthook, unhandled, uncaught, global handler
cancel, remove queued, pending, drop queued, not started
timeout, time limit, deadline, wait long, too long, expire, give up
rate limit, throttle, requests per second, per minute, qps, calls per second, token bucket
progress bar, tqdm, progress, percentage, rich progress
download, fetch, urls, scrape, crawl, requests, http
initializer, setup, once per worker, per worker, init worker, prepare
nested submit, task waits task, submit from task, pool inside pool, own pool

# Python itself
gil, global interpreter lock, interpreter lock
free threaded, nogil, freethreaded, free threading, freethreading, disable gil, 3.13t, 3.14t, 3.15t, pep 703, pep703, gil removed, py3.14t, gil disabled
cpu bound, computation, heavy calculation, number crunching, compute, cpu intensive, calculate, cpu heavy, calculations
io bound, waits, network, disk, input output, blocking io, waiting
faster, speed, speedup, performance, slow, slower, quick, benchmark, fast, gain, accelerate, overhead, scale
parallel, simultaneous, same time, concurrent, multicore, cores, parallelism, concurrency, once, multiple cores, several cores
process, multiprocessing, subprocess, fork
threads processes, multithreading multiprocessing, thread process, threading multiprocessing
asyncio, async await, event loop, coroutine, aiohttp, trio
subinterpreter, interpreter, interpreters, pep 734
pickle, serialize, unpicklable, picklable, send process, marshal
shared memory, sharedmemory, shm, mmap, share between processes, value array
main guard, name main, ifname, bootstrapping, freeze support
start method, spawn, forkserver, fork method
c code, extension, numpy, ctypes, native, cython
cost, expensive, price, overhead, cheap, memory use, how long, heavy

# stopping and ending
ctrl c, keyboardinterrupt, keyboard interrupt, sigint, control c, ctrlc, interrupt program
sigterm, signal, docker stop, systemd, kill signal, graceful shutdown, terminate signal, gracefully, graceful
clean up, cleanup, finally, close files, flush, save, tidy, release resources
sys exit, exit, systemexit, os exit, quit
atexit, exit handler, shutdown hook, at end
sleep, time sleep, delay, pause, interruptible
blocked recv, socket, blocking call, read, stuck input

# one's own data
thread local, threadlocal, threadlocals, tls, per thread, own copy, each thread own, threadstatic, local storage, thread specific
contextvar, context variable, contextvars, context, asynclocal, request id, per request, context local
global variable, global, module variable, nonlocal
lazy, singleton, once, first use, initialize once, double checked locking, create only one, once flag, call once, sync once, only one
generator, iterator, yield, next, iterate
cache, memoize, lru cache, cached property

# finding out
debug, find bug, diagnose, inspect, trace, troubleshoot
thread dump, stack trace, jstack, stuck, faulthandler, py spy, dump, backtrace, pstack, gdb, stacks
test, unittest, pytest, check, verify, unit test
reproduce, provoke, force, trigger, make happen, simulate, replay
logging, log, logger, logs
print, output, stdout, console, prints
garbled, mixed, jumbled, interleaved output, messed, overlapping, mangled, one line
every order, all interleavings, model checker, loom, exhaustive, jcstress, systematic, race detector, thread sanitizer, tsan, helgrind

# other libraries
sqlite, sqlite3, database, db, connection
tkinter, gui, qt, window, pyqt, interface, wxpython, ui, dispatcher, pyside, widget, button, main loop, mainloop
responsive, freeze, not responding, frozen, blocks interface, hang gui, freezes
requests, session, urllib3, http session, httpx, connection
run in executor, to thread, blocking code, sync code, call sync async
call soon threadsafe, run coroutine threadsafe, async from thread, coroutine from thread, loop other thread
warning, deprecationwarning, resourcewarning
fork, os fork, forking, multi threaded fork
glossary, terms, vocabulary, definitions, words, terminology
summary, overview, cheat sheet, cheatsheet, recap
introduction, basics, beginner, tutorial, what is, explain, learn, first
example, sample, demo, code, program, snippet
exercise, homework, assignment, coursework, practice, practise
implement, write own, build own
difference, versus, vs, compare, or, comparison, choose, better
version, build, sysconfig, which python, check if
guarantee, promise, rely, guaranteed, ensure, certain
browser, online, playground, run here, pyodide, wasm, webassembly
recommend, best practice, habit, advice, tips, good, rules
`;

/** @type {string[][][]} groups of phrases, each in words */
export const SYNONYMS = GROUPS.trim()
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => line.split(",").map(said).filter((phrase) => phrase.length));

/** @param {string} phrase */
function said(phrase) {
  return words(phrase).map(({ whole }) => whole).filter((word) => !isSmall(word));
}
