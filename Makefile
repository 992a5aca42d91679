# What people type. What a machine needs for it is in scripts/setup, which does only what is not done yet.

.DEFAULT_GOAL := help
.PHONY: help setup dev demo run test check fix messages bench reports load lock

python := .venv/bin/python
ADDRESS ?= 127.0.0.1:8000

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## Prepare this folder: .venv, .env, style sheet; installs what the machine lacks
	@scripts/setup

dev: ## The same, with the tools that test and check
	@scripts/setup dev

demo: setup ## Bring the database up to date and load the demo partnership
	@$(python) manage.py migrate --verbosity 0
	@$(python) manage.py demo

run: demo ## Serve the site with the demo on http://127.0.0.1:8000 (another: make run ADDRESS=127.0.0.1:8001)
	@$(python) manage.py runserver $(ADDRESS)

test: dev ## Run the tests (some of them: make test TESTS=tests/assessments)
	@$(python) -m pytest --numprocesses auto $(TESTS)

check: dev ## Check style, types, imports, templates, settings and migrations
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	.venv/bin/lint-imports
	$(python) -m djlint --lint templates
	$(python) manage.py check --fail-level WARNING
	$(python) manage.py makemigrations --check --dry-run

fix: dev ## Put right what the tools can put right by themselves
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

messages: dev ## Gather the sentences of the interface into locale/, for those who translate (docs/languages.md)
	@$(python) scripts/messages.py

bench: dev ## Measure speed and print the table of docs/performance.md
	@$(python) scripts/bench.py

reports: dev ## Write the demo's reports in every form and edition into build/reports, with pictures of the pages
	@$(python) scripts/reports.py

load: ## Let 10 and 30 people save at once, kill the server, look for every answer; then make a large report meanwhile
	@DATABASE_URL="$${LOAD_DATABASE_URL:-$$DATABASE_URL}" scripts/setup dev
	@$(python) scripts/load.py
	@$(python) scripts/load_report.py

lock: ## Lock the packages of pyproject.toml again (newest versions: make lock UPGRADE=1)
	@scripts/lock $(if $(UPGRADE),--upgrade)
