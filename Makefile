# Each target makes its own virtual environment in .venv when that is missing or older than pyproject.toml.
#   make demo    read the invented example case, print its ledger and its disputes
#   make test    run the tests
#   make lint    ruff and mypy
#   make bench   measure accuracy and speed: make bench DATA=path/to/unpacked/data SHARED=path/to/gold/and/texts
#   make screenshots   take the pictures of the README anew (needs Chromium)
#   make clean   remove what the other targets made

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
CASE   := build/demo.standoff
DATA   ?=
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench screenshots clean

help:
	@sed -n '2,7s/^# *//p' Makefile

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Standoff needs Python 3.11 or newer; this is %d.%d. Try: make PYTHON=python3.12 ..." % sys.version_info[:2])'
	@echo "== making the virtual environment $(VENV) and installing Standoff into it (once)"
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)
	@mkdir -p build
	@rm -f $(CASE) $(CASE)-wal $(CASE)-shm
	@echo "== reading the example case: an invented event, told by three invented outlets"
	$(BIN)/standoff read examples/*.txt --meta examples/reports.csv -o $(CASE)
	@echo
	@echo "== who says what: the ledger"
	$(BIN)/standoff show $(CASE) ledger
	@echo
	@echo "== who disputes it"
	$(BIN)/standoff show $(CASE) disputes
	@echo
	@echo "== how to go on"
	@echo "   the same case, other views:   $(BIN)/standoff show $(CASE) unknowns     (or: actors, report ID)"
	@echo "   the whole account as JSON:    $(BIN)/standoff export $(CASE) --to json     (or csv, md, ftm, ...)"
	@echo "   as pages to pass on:          $(BIN)/standoff export $(CASE) --to html -o build/account"
	@echo "   your own reports:             $(BIN)/standoff read REPORTS... --meta reports.csv -o my.standoff"
	@echo "   all commands:                 $(BIN)/standoff --help"
	@echo
	@echo "== look at it in the browser"
	@echo "   $(BIN)/standoff serve $(CASE) --open"

test: $(STAMP)
	@echo "== running the tests"
	$(BIN)/python -m pytest

lint: $(STAMP)
	@echo "== ruff, then mypy --strict"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

bench: $(STAMP)
	@echo "== measuring accuracy and speed"
	$(BIN)/python -m benchmarks.run $(if $(DATA),--data '$(DATA)') --shared '$(SHARED)'

screenshots: $(STAMP)
	@echo "== pictures of the example case, for the README"
	$(BIN)/python docs/make_screenshots.py

clean:
	@echo "== removing $(VENV), build, dist and caches"
	rm -rf $(VENV) .ci-venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests training benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
