# Every target does its own set-up. `make PYTHON=python3.12 setup` chooses the interpreter of a new .venv/.
PYTHON ?= python3
# Arguments for pytest: `make quick PYTEST=--lf`, `make test PYTEST=--hypothesis-profile=long`.
PYTEST ?=
# Two processes share the tests; `make test WORKERS=8` on a larger machine.
WORKERS ?= 2
# Arguments for `itsid serve`.
SERVE ?=
# `make lock UPGRADE=--upgrade` takes the newest versions; plain `make lock` keeps what still fits.
UPGRADE ?=

BIN := .venv/bin
READY := .venv/.ready
BROWSER := .venv/.browser
CLIENTS := .venv/.clients
STAGE := scripts/stage
TOGETHER = --ignore=tests/architecture --numprocesses=$(WORKERS) --dist=worksteal

.DEFAULT_GOAL := help
.PHONY: setup run serve test quick mutate explore lint lock bench docs-reference help

setup: $(READY) ## build .venv/ from requirements.lock; skipped when nothing changed

$(READY): requirements.lock pyproject.toml scripts/setup
	@PYTHON=$(PYTHON) $(STAGE) setup scripts/setup
	@touch $@

$(BROWSER): $(READY) scripts/setup-browser
	@$(STAGE) browser scripts/setup-browser
	@touch $@

$(CLIENTS): $(READY) scripts/setup-clients tests/clients/package-lock.json
	@$(STAGE) clients scripts/setup-clients
	@touch $@

run: $(READY) ## the whole specification against the embedded simulator; writes reports/index.html
	@$(BIN)/itsid verify --alternatives

serve: $(READY) ## the site over HTTP, until Ctrl-C; `make serve SERVE="--port 8080"`
	@$(BIN)/itsid serve $(SERVE)

test: lint $(BROWSER) $(CLIENTS) ## every check and test, and the specification under a real and a frozen ambient clock
	@$(STAGE) specification $(BIN)/itsid verify
	@$(STAGE) "specification under a frozen ambient clock" $(BIN)/itsid verify --frozen-clock
	@$(STAGE) "specification over HTTP" $(BIN)/itsid verify --driver http --jobs $(WORKERS) --report reports/http
	@$(STAGE) "specification over HTTP under a frozen ambient clock" $(BIN)/itsid verify --driver http --jobs $(WORKERS) --frozen-clock --report reports/http
	@$(STAGE) explorations $(BIN)/itsid explore --jobs $(WORKERS)
	@$(STAGE) "broken rules" $(BIN)/itsid mutate --jobs $(WORKERS)
	@$(STAGE) "specification in a browser" $(BIN)/itsid verify --driver browser --jobs $(WORKERS) --report reports/browser
	@SWITCHING=greenlet $(STAGE) "tests in a browser" $(BIN)/pytest $(TOGETHER) -m browser --cov --cov-report= --cov-fail-under=0 $(PYTEST)
	@$(STAGE) tests $(BIN)/pytest $(TOGETHER) -m "not browser" --cov --cov-append $(PYTEST)

quick: lint ## what needs no browser, PostgreSQL, npm, process of its own, fuzzing or exploring, in under a minute
	@$(STAGE) tests $(BIN)/pytest $(TOGETHER) -pno:schemathesis --ignore-glob='*/test_fuzz*' --ignore=tests/explore -m "not browser and not postgresql and not processes and not npm" $(PYTEST)
	@$(STAGE) specification $(BIN)/itsid verify

mutate: $(READY) ## every rule broken in every way: which scenario notices? A minute; what is known is not tried again
	@$(BIN)/itsid mutate

explore: $(READY) ## everything that anybody can do, all chapters at two browsers too: hours, without a time goal
	@$(BIN)/itsid explore --all

lint: $(READY) ## format, lint, types, architecture
	@$(STAGE) format $(BIN)/ruff format --check
	@$(STAGE) lint $(BIN)/ruff check
	@$(STAGE) types $(BIN)/mypy
	@$(STAGE) architecture $(BIN)/pytest tests/architecture

lock: .venv/bin/uv ## resolve requirements.lock anew after a change of dependencies
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group dev --extra browser --extra cluster --extra postgresql $(UPGRADE) --output-file requirements.lock pyproject.toml

.venv/bin/uv:
	@$(MAKE) --no-print-directory setup

bench: $(READY) ## measure speed and size; a benchmark, not a test
	@$(BIN)/python -m benchmarks

docs-reference: $(READY) ## write docs/reference/ anew from rules, screens, steps and settings
	@$(BIN)/python -m scripts.steps_reference --write

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
