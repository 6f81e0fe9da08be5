"""Containers: the operations that change one, and those that read it, one a line.

`SETUP >>> READ` takes something from the container before the threads start: an
iterator, a view. containers.py crosses the tables.
"""

LIST_CHANGES = """
box.append(9)
box.insert(0, 9)
box.pop()
box.pop(0)
box.remove(1)
box.clear()
box.reverse()
box.sort()
box.extend([8, 9])
box[0] = 9
box[1:] = []
box[:] = [7]
del box[0]
del box[1:]
global box; box += [9]
global box; box *= 2
global box; box = [9]
"""
LIST_READS = """
box[0]
box[-1]
box[1:]
len(box)
bool(box)
list(box)
tuple(box)
box.copy()
1 in box
box.index(2)
box.count(9)
box == [3, 1, 2]
box < [3, 1, 5]
box + [0]
box * 2
sorted(box)
sum(box)
min(box)
max(box, default=0)
any(box)
all(box)
repr(box)
str(box)
f"{box}"
"%s" % (box,)
"{}".format(box)
[*box]
max(0, *box)
[n for n in box]
sum(n for n in box)
list(map(str, box))
list(filter(None, box))
list(zip(box, box))
list(enumerate(box))
list(reversed(box))
len(set(box))
list(dict.fromkeys(box))
[n for n in box if n in box]
it = iter(box) >>> next(it, 0)
it = iter(box) >>> list(it)
a, *b = box; seen.append((a, b))
for n in box: seen.append(n)
"""
DICT_CHANGES = """
box["c"] = 3
box["a"] = 9
box.update(a=9, c=3)
box.pop("a", 0)
box.popitem()
box.clear()
box.setdefault("c", 3)
del box["a"]
global box; box |= {"c": 3}
global box; box = {"c": 3}
"""
DICT_READS = """
box["a"]
box.get("c")
len(box)
bool(box)
"a" in box
list(box)
list(box.keys())
list(box.values())
list(box.items())
box == {"a": 1, "b": 2}
box | {"d": 4}
box.copy()
dict(box)
{**box}
dict(**box)
repr(box)
f"{box}"
sorted(box)
sum(box.values())
max(box, default=0)
[*box]
[k for k in box]
{v: k for k, v in box.items()}
list(reversed(box))
box.keys() & {"a", "c"} == {"a"}
it = iter(box) >>> next(it, 0)
view = box.keys() >>> len(view)
view = box.items() >>> list(view)
for k, v in box.items(): seen.append(v)
"%(a)s" % box
"{a}".format(**box)
"{a}".format_map(box)
"""
SET_CHANGES = """
box.add(3)
box.discard(1)
box.remove(1)
box.pop()
box.clear()
box.update({3, 4})
box.difference_update({1})
box.intersection_update({1})
box.symmetric_difference_update({1, 3})
global box; box |= {3}
global box; box &= {1}
global box; box -= {1}
global box; box ^= {3}
"""
SET_READS = """
len(box)
bool(box)
1 in box
sorted(box)
box == {1, 2}
box <= {1, 2}
box > {1}
sorted(box | {0})
sorted(box & {1})
sorted(box - {2})
sorted(box ^ {2})
sorted(box.copy())
sorted(box.union([0]))
box.isdisjoint({3})
box.issubset({1, 2})
box.issuperset({1})
len(frozenset(box))
sum(box)
min(box, default=0)
sum(n for n in box)
sorted([*box])
for n in box: seen.append(n)
it = iter(box) >>> next(it, 0)
"""
BYTES_CHANGES = """
box.append(9)
box.extend(b"89")
box.insert(0, 9)
box.pop()
box.remove(1)
box.reverse()
box.clear()
box[0] = 9
box[1:] = b""
del box[0]
global box; box += b"9"
global box; box *= 2
"""
BYTES_READS = """
box[0]
box[1:]
len(box)
bytes(box)
list(box)
1 in box
box == bytes([3, 1, 2])
box.find(2)
box.count(1)
box.hex()
box + b"0"
box.startswith(bytes([3]))
sum(box)
box.copy()
repr(box)
int.from_bytes(box, "big")
"""
DEQUE_CHANGES = """
box.append(9)
box.appendleft(9)
box.pop()
box.popleft()
box.extend([8, 9])
box.extendleft([8, 9])
box.rotate(1)
box.remove(1)
box.reverse()
box.insert(1, 9)
box.clear()
box[0] = 9
del box[0]
global box; box += [9]
"""
DEQUE_READS = """
box[0]
box[-1]
len(box)
bool(box)
list(box)
1 in box
box.index(2)
box.count(9)
box.copy()
box == box.copy()
list(reversed(box))
sum(box)
repr(box)
[n for n in box]
it = iter(box) >>> next(it, 0)
"""
COUNTER_CHANGES = """
box["a"] += 1
box.update("ac")
box.subtract("a")
box.clear()
del box["a"]
global box; box += Counter("c")
global box; box -= Counter("a")
"""
COUNTER_READS = """
box["a"]
box["z"]
box.most_common(1)
sorted(box.elements())
box.total()
+box
box + Counter("a")
box - Counter("a")
box & Counter("a")
box | Counter("c")
box == Counter("aab")
box <= Counter("aab")
len(box)
dict(box)
repr(box)
"""
ORDERED_CHANGES = """
box.move_to_end("a")
box.popitem(last=False)
box["c"] = 3
box.pop("a")
box.clear()
box.update(a=9)
"""
CHAIN_CHANGES = """
box["a"] = 9
box.maps[1]["z"] = 9
box.maps.insert(0, {"a": 9})
del box["a"]
box.pop("a")
box.clear()
box.update(c=3)
"""
CHAIN_READS = """
box["a"]
box["b"]
box.get("z")
"z" in box
len(box)
sorted(box)
dict(box)
bool(box)
box.new_child()["a"]
repr(box)
"""
HEAP_CHANGES = """
heapq.heappush(box, 0)
heapq.heappop(box)
heapq.heapify(box)
heapq.heapreplace(box, 9)
heapq.heappushpop(box, 9)
bisect.insort(box, 2)
bisect.insort_left(box, 0)
"""
HEAP_READS = """
box[0]
list(box)
heapq.nsmallest(1, box)
heapq.nlargest(2, box)
list(heapq.merge(box, [2]))
bisect.bisect(box, 2)
bisect.bisect_left(box, 1)
"""
STRING_CHANGES = """
global box; box += "z"
box.data = "z"
global box; box = UserString("z")
"""
STRING_READS = """
box[0]
len(box)
str(box)
box.upper()
box == "ab"
"a" in box
box + "!"
box.data
"""
ARRAY_CHANGES = """
box.append(9)
box.extend([8, 9])
box.insert(0, 9)
box.pop()
box.remove(1)
box.reverse()
box[0] = 9
box[1:] = array("i")
box.byteswap()
box.frombytes(bytes(4))
global box; box += array("i", [9])
"""
ARRAY_READS = """
box[0]
box[1:]
len(box)
list(box)
1 in box
box.index(2)
box.count(9)
box.tolist()
len(box.tobytes())
box == array("i", [3, 1, 2])
sum(box)
[n for n in box]
repr(box)
"""
SPACE_CHANGES = """
box.a = 9
box.c = 3
del box.a
setattr(box, "a", 9)
vars(box)["a"] = 9
box.__dict__.update(a=9)
"""
SPACE_READS = """
box.a
repr(box)
box == SimpleNamespace(a=1, b=2)
vars(box).copy()
getattr(box, "a", 0)
hasattr(box, "c")
len(box.__dict__)
sorted(dir(box))[-2:]
"""
TUPLE_CHANGES = """
box.a.append(9)
box.a.clear()
global box; box = box._replace(b=9)
global box; box = Pair([9], 9)
"""
TUPLE_READS = """
box.a[:]
box[1]
len(box.a)
repr(box)
box == Pair([1], 2)
str(box._asdict())
a, b = box; seen.append((a[:], b))
hash(box.b)
copy.deepcopy(box)
"""
VIEW_CHANGES = """
data[0] = 9
view[0] = 9
view[1:] = b"99"
data[1:3] = b"99"
"""
VIEW_READS = """
view[0]
bytes(view)
view.tolist()
view[1:].tolist()
view == bytes([3, 1, 2])
3 in view
data[0]
bytes(data)
view.hex()
len(view)
"""
DEFAULT_CHANGES = """
box["a"].append(9)
box["c"]
box.pop("a")
box.default_factory = set
box.clear()
"""
DEFAULT_READS = """
str(box["a"])
str(box["c"])
len(box)
"c" in box
box.get("c")
str(dict(box))
"""
