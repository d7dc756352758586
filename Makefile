# The portal's commands. `make` alone lists them.
.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh

PYTHON ?= python3
PORT ?= 8000
UV ?= uv
VENV := .venv
PY := $(VENV)/bin/python

# A stamp for each lock, named after its content: a lock that changes is installed again.
stamp = $(VENV)/$(1)-$(shell cksum < requirements/$(1).txt | cut -d' ' -f1)
RUNTIME := $(call stamp,runtime)
DEV := $(call stamp,dev)

# What `make check` tells Django: a production deployment, with nothing of this machine's .env.
PRODUCTION := ENV_FILE=/dev/null HTTPS=true MFA_STAFF=true DEBUG=false DATABASE_URL=sqlite://:memory: \
	ALLOWED_HOSTS=portale.example SITE_URL=https://portale.example \
	SECRET_KEY=only-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz

.PHONY: help run port test test-sqlite test-browser test-postgresql check format lock assets bench

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1~\2/p' Makefile | awk -F'~' '{printf "%-24s%s\n", $$1, $$2}'

run: port $(RUNTIME) .env ## install, prepare the data, serve on 127.0.0.1 (PORT=8000), print the mail
	@PORT=$(PORT) $(PY) scripts/prepara.py
	@export PORT=$(PORT); $(PY) manage.py invia_posta --ogni 5 & \
	exec $(PY) -m gunicorn --config rete/gunicorn_conf.py rete.wsgi

port:
	@$(PYTHON) scripts/controlla_macchina.py $(PORT)

test: $(DEV) ## the whole suite: SQLite, PostgreSQL and the browser side by side
	@+$(PY) scripts/insieme.py $(MAKE) test-sqlite test-browser test-postgresql

test-sqlite: $(DEV) ## the suite on SQLite, without the browser
	@echo "== SQLite =="
	@TEST_DATABASE_URL= $(PY) -m pytest -q -m "not browser and not postgresql"

test-browser: $(DEV) ## the tests that drive Chromium
	@echo "== Browser =="
	@TEST_DATABASE_URL= $(PY) scripts/con_chromium.py $(PY) -m pytest -q -m browser

test-postgresql: $(DEV) ## the suite on PostgreSQL (TEST_DATABASE_URL, or a temporary server)
	@echo "== PostgreSQL =="
	@$(PY) scripts/con_postgresql.py $(PY) -m pytest -q -m "not browser and not sito"; rest=$$?; \
	$(PY) scripts/con_postgresql.py $(PY) scripts/con_chromium.py $(PY) -m pytest -q --migrations -m percorso && exit $$rest

assets: $(DEV) ## rebuild CSS, fonts, icons and maps from their sources
	@$(PY) scripts/build_assets.py
	@$(PY) scripts/build_mappe.py

bench: $(DEV) ## measure the pages against a bare Django view
	@$(PY) -m scripts.bench

check: $(DEV) ## style, arrows, templates, migrations, production settings, built assets
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet . || { $(PY) -m ruff format --check .; exit 1; }
	@$(VENV)/bin/lint-imports --no-logo
	@git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --target-version 5.2 --check
	@$(PRODUCTION) $(PY) manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	@$(PRODUCTION) $(PY) scripts/controlla_statici.py
	@$(PY) scripts/build_assets.py --check
	@$(PY) scripts/build_mappe.py --check

format: $(DEV) ## rewrite Python and templates in the project's style
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format --quiet .
	@git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --target-version 5.2

lock: ## pin every dependency with hashes (needs uv: `make lock UV=path/to/uv`)
	@$(UV) pip compile --quiet $(UV_OPTIONS) pyproject.toml -o requirements/runtime.txt
	@$(UV) pip compile --quiet $(UV_OPTIONS) --extra dev --constraint requirements/runtime.txt pyproject.toml -o requirements/dev.txt
UV_OPTIONS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

.env:
	@umask 077; { echo "# Made by \`make run\` and never changed by it. Every variable: .env.example"; \
	$(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(48))'; \
	echo "HTTPS=false"; echo "MFA_STAFF=false"; } > .env.new && mv .env.new .env

$(RUNTIME) $(DEV): $(VENV)/%:
	@$(PY) -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installo le librerie di requirements/$(firstword $(subst -, ,$*)).txt (solo la prima volta)…"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/$(firstword $(subst -, ,$*)).txt
	@rm -f $(VENV)/$(firstword $(subst -, ,$*))-*
	@touch $@
