# Every target sets up what it needs by itself. `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder
READY := .venv/.ready
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve test standing build check records measure stress fuzz oracle mutants bench page exercise anchors lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

serve: $(READY) ## serve the site at http://127.0.0.1:8000, reloading on every change
	@$(BIN)/python -m sitekit serve --port $(PORT)

test: $(READY) ## run all: programs, pages, site, style (FULL=1: also what stands)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || \
		{ echo "Some files are not formatted: run $(BIN)/ruff format"; exit 1; }
	@$(BIN)/python -m sitekit style
	@$(PYTEST) $(if $(FULL),,--leave-out-standing) --durations=10 --durations-min=3

standing: $(READY) ## run what does not stand, and record what passed: make test leaves it out
	@CI=1 $(PYTEST) --leave-out-standing --record-standing

build: $(READY) ## write the site to site/
	@$(BIN)/python -m sitekit build

check: $(READY) ## say all that is wrong with a page: make check PAGE=learn/locks
	@$(BIN)/python -m sitekit check "$(PAGE)"

records: $(READY) ## record what changed: outputs, Pythons, proofs, orders (PAGE=...: of a page)
	@$(BIN)/python -m sitekit records $(PAGE)

measure: $(READY) ## measure again what pages quote, on a quiet machine (PAGE=...: one)
	@$(BIN)/python -m sitekit measure $(PAGE)

stress: $(READY) ## run each program 200 times on busy cores
	@$(BIN)/python -m sitekit stress

fuzz: $(READY) ## hold DPOR against depth-first search on N=10000 generated programs
	@$(BIN)/python everyorder/tests/fuzz.py $(or $(N),10000)

oracle: $(READY) ## hold the engine against CPython: N=300 schedules of each small program
	@$(BIN)/python everyorder/tests/compare_oracle.py -n $(or $(N),300)

mutants: $(READY) ## is each rule of the engine held by a test? N=40 faults are put into it
	@$(BIN)/python everyorder/tests/mutants.py -n $(or $(N),40)

bench: $(READY) ## how near runs and build come to their limits; how fast orders run
	@$(BIN)/python -m sitekit bench
	@$(BIN)/python everyorder/tests/bench.py
	@$(BIN)/python -m tests.browser.run.bench

page: $(READY) ## start a page: make page NAME=learn/my-topic
	@$(BIN)/python -m sitekit page "$(NAME)"

exercise: $(READY) ## start an exercise: make exercise NAME=ticket-office
	@$(BIN)/python -m sitekit exercise "$(NAME)"

anchors: $(READY) ## record the anchors of Python's documentation (DOC=folder of a copy)
	@$(BIN)/python -m sitekit anchors $(DOC)

lock: ## renew requirements.lock from both pyproject.toml (needs uv)
	uv pip compile pyproject.toml everyorder/pyproject.toml --extra dev \
		--no-emit-package everyorder --universal --python-version 3.11 \
		--generate-hashes \
		--custom-compile-command "make lock" --output-file requirements.lock

clean: ## remove everything the other targets made
	rm -rf .venv .cache .pytest_cache .ruff_cache site src/*.egg-info everyorder/src/*.egg-info everyorder/build

# A half-made environment must not look ready, so the mark is written last.
$(READY): requirements.lock pyproject.toml everyorder/pyproject.toml src/sitekit/live/package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "This needs Python 3.11 or newer; $(PYTHON) is" \
		"$$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.13 $(MAKECMDGOALS)"; exit 1; }
	@[ ! -L .venv ] || { echo ".venv is a symbolic link, and making it anew would empty" \
		"what it leads to: remove the link first."; exit 1; }
	@[ -w . ] || { echo "This folder cannot be written: copy or clone it to one that can," \
		"since .venv and site/ are made here."; exit 1; }
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv --clear .venv || \
		{ echo "Could not create .venv: on Debian, apt install python3-venv."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --only-binary :all: -r requirements.lock > .venv/setup.log 2>&1 || \
		{ tail -n 3 .venv/setup.log; \
		echo "Could not install the packages: is there a network? Details: .venv/setup.log"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable everyorder --editable . >> .venv/setup.log 2>&1 || \
		{ tail -n 3 .venv/setup.log; exit 1; }
	@$(BIN)/python -m sitekit npm
	@touch $(READY)
