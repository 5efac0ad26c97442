# `make run` and `make test` need Python 3.11 and make; everything else is in requirements/, each with its hash.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
ADDRESS ?= 127.0.0.1:8000
POSTGRES ?= $(or $(BAILIWICK_TEST_POSTGRES),postgresql://postgres@127.0.0.1:5432/postgres)
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal -q

.DEFAULT_GOAL := help
.PHONY: help run test lint unit unit-postgres bench proof lock messages reference pictures wheel clean

help: ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/.run ## Start everything at http://127.0.0.1:8000 with the example
	@exec env BAILIWICK_LOG_FORMAT=plain BAILIWICK_LOG_LEVEL=WARNING $(BIN)/bailiwick demo --serve --bind $(ADDRESS)

test: lint unit unit-postgres ## Style, types, the whole suite on SQLite, and what uses a database on PostgreSQL if it answers

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(VENV)/.dev
	@echo "The suite on SQLite"
	$(PYTEST)

unit-postgres: $(VENV)/.dev
	@if BAILIWICK_DATABASE_URL=$(POSTGRES) $(BIN)/python scripts/database_answers.py; then \
		echo "The suite on PostgreSQL; what uses no database, and how pages look, has been seen already"; \
		BAILIWICK_DATABASE_URL=$(POSTGRES) $(PYTEST) -m "database and not proof and not looks"; \
	elif [ -n "$(CI)" ]; then echo "No PostgreSQL answers, and here it must."; exit 1; \
	else echo "No PostgreSQL answers, so the suite ran on SQLite only."; fi

bench: $(VENV)/.dev ## The figures in docs/run.md
	$(BIN)/python -m bench

proof: $(VENV)/.dev ## What is slow or needs the network: the wheel in an empty environment, properties tried often
	$(BIN)/python -m pytest -q -m proof
	BAILIWICK_TEST_TRIES=10 $(PYTEST) -m "tries and not proof"

wheel: $(VENV)/.dev ## dist/bailiwick-*.whl
	$(BIN)/python -m build --wheel --no-isolation

lock: $(VENV)/.dev ## Compile requirements/*.in to locked versions with hashes
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 -c requirements/run.txt requirements/dev.in -o requirements/dev.txt

messages: $(VENV)/.dev ## Collect the texts, bring each language up to date, compile
	$(BIN)/python scripts/messages.py

reference: $(VENV)/.dev ## Write docs/reference.md from the code
	$(BIN)/python scripts/reference.py

pictures: $(VENV)/.dev ## Take the pictures in the documents anew (wants a Chromium)
	$(BIN)/python scripts/pictures.py

clean: ## Remove the environment and everything made; the data in var/ stays
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Bailiwick needs Python 3.11 or newer."; exit 1; }
	@echo "Making the environment in $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

# The stamps say which lock is installed; a changed lock or project file makes them old.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@test -e $(VENV)/.dev && test ! $(VENV)/.dev -ot requirements/run.txt || { \
		echo "Installing the locked dependencies (a minute at most)"; \
		$(PIP) install --quiet --require-hashes -r requirements/run.txt; }
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing the locked tools (a minute at most)"
	@$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
