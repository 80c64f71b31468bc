# Two commands do all the set-up on a machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check lint types bench docs clean

demo: $(VENV)/.installed  ## install, load the fictional sample reviews, print a report
	$(BIN)/kg demo

test: $(VENV)/.test-installed  ## install with the test extras, run all tests
	$(BIN)/python -m pytest

check: lint types  ## ruff and mypy

lint: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-installed
	$(BIN)/mypy

bench: $(VENV)/.test-installed  ## load against the bare language model, as ratios
	$(BIN)/python tests/benchmarks/load.py

docs: $(VENV)/.test-installed  ## write the generated parts of the docs anew
	$(BIN)/python -m tests.docs --write

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("crossreview-kg needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.test-installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/.installed
