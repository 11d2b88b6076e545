# One command sets up, one checks, CI runs the same. `make help` lists them all.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv/bin
MANAGE := $(VENV)/python src/manage.py
# exec: make itself is the parent, so that its death is noticed.
LAUNCH := exec env PYTHONPATH=.:src $(VENV)/python -m comanda.config.launch

.DEFAULT_GOAL := help
.PHONY: help run stop reset test check smoke bench bench-tenancy bench-main bench-live map messages requirements screenshots \
        format base dev front hooks

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: base ## Start everything: servers, pages, jobs, demo chain. PORT=8100 for another port, DEMO_TRAFFIC=0 for quiet
	@$(LAUNCH) run

stop: base ## Stop embedded servers that a command left running
	@$(LAUNCH) stop

reset: base ## Forget all local data: databases, uploads, mail, logs
	@$(LAUNCH) reset

test: dev ## All tests, on real PostgreSQL and Redis
	@$(LAUNCH) test $(ARGS)

check: dev ## Format, lint, types, imports, migrations, map, translations, links
	@$(LAUNCH) check

smoke: dev ## Drive a running chain over HTTP like a stranger: sign up, order, cook, deliver
	@PYTHONPATH=.:src $(VENV)/python -m tests.smoke

bench: bench-tenancy bench-main bench-live ## All benchmarks

bench-tenancy: dev ## The tenancy engine against stock and against the raw limit
	@PYTHONPATH=.:src $(VENV)/python -m tests.performance.tenancy

bench-main: dev ## Menus, orders and imports per second
	@PYTHONPATH=.:src $(VENV)/python -m tests.performance.main

bench-live: dev ## Thousands of sockets and one broadcast
	@PYTHONPATH=.:src $(VENV)/python -m tests.performance.live

screenshots: dev ## Every page in Chromium: phone and desktop, light and dark, Italian and English
	@$(MANAGE) screenshots

map: dev ## Rewrite docs/map.md, the index of use cases, events, tasks and addresses
	@$(MANAGE) write_map

messages: dev ## Extract texts into the Italian catalog, keeping its translations
	@$(MANAGE) extract_messages

requirements: dev ## Compile requirements/*.in into pinned, hashed *.txt
	@cd requirements && for set in base dev; do \
	  UV_CUSTOM_COMPILE_COMMAND="make requirements" ../$(VENV)/uv pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-annotate $(UPGRADE) $$set.in -o $$set.txt || exit 1; \
	done

format: dev ## Rewrite the sources in the one format
	@$(VENV)/ruff format . && $(VENV)/ruff check --fix --quiet .

hooks: dev ## Run quick checks before every commit
	@$(VENV)/pre-commit install

front: base ## Build the front end
	@$(LAUNCH) front

base:
	@$(PYTHON) src/bootstrap.py base

dev:
	@$(PYTHON) src/bootstrap.py dev
