SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
# Stands in build.json, so that one can see what a site was made from.
ifndef COMMIT
COMMIT := $(shell git rev-parse HEAD 2>/dev/null)
endif
SETTINGS ?= pelicanconf.py
OUTPUT ?= output

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
SITE_READY := $(VENV)/ready-site
TEST_READY := $(VENV)/ready-test
AUDIT_READY := $(VENV)/ready-audit
LOCK_READY := $(VENV)/ready-lock
CLUSTER_READY := $(VENV)/ready-cluster
BENCH_READY := $(VENV)/ready-bench

# The value of variable $1 as one shell word, whatever it holds: spaces, quotes, accents, a dollar.
quoted = '$(subst ','\'',$(value $1))'
# The same as a JSON string in one shell word, which is what Pelican's -e reads.
json = '"$(subst ','\'',$(subst ",\",$(subst \,\\,$(value $1))))"'
# NAME=value for variable $1 when it is set, as a JSON string or as it is (numbers).
text_setting = $(if $(value $1),$1=$(call json,$1))
plain_setting = $(if $(value $1),$1=$(call quoted,$1))

OVERRIDES = $(strip \
	$(if $(filter-out 0 false no,$(KEEP_GOING)),KEEP_GOING=true) \
	$(call plain_setting,JOBS) \
	$(call text_setting,SCHEDULER) \
	$(call text_setting,BUILD_DAY) \
	$(call text_setting,LEDGER) \
	$(call text_setting,WARDS_FILE) \
	$(call text_setting,DATA_PATH) \
	$(call text_setting,COMMIT))
# Pelican ends in a traceback for a number that is none and for a file that is not there.
usable = @jobs=$(call quoted,JOBS) settings=$(call quoted,SETTINGS); \
	if [[ -n $$jobs && ! $$jobs =~ ^-?(0|[1-9][0-9]*)$$ ]]; then \
		echo "JOBS: ‘$$jobs’ is geen aantal processen. Schrijf bijvoorbeeld: JOBS=2" >&2; exit 1; fi; \
	if [[ ! -f $$settings ]]; then \
		echo "SETTINGS: ‘$$settings’ bestaat niet. Schrijf bijvoorbeeld: SETTINGS=publishconf.py" >&2; exit 1; fi
# One -e for all: Pelican keeps only the last -e it sees.
EXTRA = -o $(call quoted,OUTPUT) $(if $(OVERRIDES),-e $(OVERRIDES))

.PHONY: help
help: ## list what make can do
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name line; do printf '  make %-12s %s\n' "$$name" "$$line"; done
	@echo
	@echo '  site takes KEEP_GOING=1 JOBS=2 BUILD_DAY=2026-12-01 LEDGER=ids.json WARDS_FILE=wards.yaml DATA_PATH=data OUTPUT=output SETTINGS=publishconf.py'

##### For editors

.PHONY: site
site: $(SITE_READY) ## build the whole site into output/
	$(usable)
	$(VENV)/bin/pelican content -s $(call quoted,SETTINGS) $(EXTRA)

.PHONY: serve
serve: $(SITE_READY) ## show the site on this computer, with drafts, and follow what you write
	$(PY) -m wijksites serve

.PHONY: check
check: $(SITE_READY) ## list everything that is wrong in the content (LEDGER=ids.json compares with an earlier build)
	$(PY) -m wijksites check $(if $(value LEDGER),--ledger $(call quoted,LEDGER))

.PHONY: consequences
consequences: $(SITE_READY) ## say what publishing would do: LEDGER=ids.json, of the site as it is online
	$(PY) -m wijksites consequences $(if $(value LEDGER),--ledger $(call quoted,LEDGER))

.PHONY: new
new: $(SITE_READY) ## start a post: FOLDER=agenda WARD=ledeberg TITLE='Wijkbeurs'
	$(PY) -m wijksites new $(if $(value FOLDER),--folder $(call quoted,FOLDER)) $(if $(value WARD),--ward $(call quoted,WARD)) $(if $(value TITLE),--title $(call quoted,TITLE))

.PHONY: fix
fix: $(SITE_READY) ## repair in the content what can be repaired without asking
	$(PY) -m wijksites fix

.PHONY: hints
hints: $(SITE_READY) ## what a colleague would ask about a post: FILE=content/... (else the new and changed ones)
	$(PY) -m wijksites hints $(if $(value FILE),$(call quoted,FILE))

##### For operators

# A site with posts that are held back (exit status 3) is published too, and ends with that status.
.PHONY: publish
publish: $(SITE_READY) ## build, then make a release in TARGET=folder (or s3://...) and let readers see it
	@: $(if $(value TARGET),,$(error Write where: make publish TARGET=folder))
	status=0; $(VENV)/bin/pelican content -s $(call quoted,SETTINGS) $(EXTRA) || status=$$?; \
	[ $$status = 0 ] || [ $$status = 3 ] || exit $$status; \
	$(PY) -m wijksites publish $(call quoted,TARGET) --output $(call quoted,OUTPUT) && exit $$status

.PHONY: rollback
rollback: $(SITE_READY) ## let readers see the release before, in TARGET=folder
	@: $(if $(value TARGET),,$(error Write where: make rollback TARGET=folder))
	$(PY) -m wijksites rollback $(call quoted,TARGET)

.PHONY: cluster
cluster: $(CLUSTER_READY) ## install what building on several machines and publishing to object storage need

##### For developers

.PHONY: schema
schema: $(SITE_READY) ## write the JSON schemas of wards.yaml and the front matter, for editors' programs
	$(PY) -m wijksites schema

.PHONY: lint
lint: $(TEST_READY) ## style, imports and types
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy

.PHONY: test
test: lint ## lint, then all tests, the browser's too (TESTS=tests/unit for some; ADDRESSES=file OUTLINES=file: all addresses)
	CHROMIUM="$$($(PY) -m tools.ensure_chromium)"; export CHROMIUM; \
	export ADDRESSES=$(call quoted,ADDRESSES) OUTLINES=$(call quoted,OUTLINES); \
	$(PY) -m pytest $(TESTS)

.PHONY: golden
golden: $(TEST_READY) ## rewrite the approved output in tests/golden/ (read the difference before you commit)
	WRITE_GOLDEN=1 $(PY) -m pytest tests/golden tests/unit/test_sheets.py

.PHONY: screenshots
screenshots: $(TEST_READY) ## build, then photograph one page of each kind into screenshots/
	$(MAKE) site
	CHROMIUM="$$($(PY) -m tools.ensure_chromium)"; export CHROMIUM; \
	$(PY) -m tools.screenshots $(call quoted,OUTPUT)

.PHONY: audit
audit: $(AUDIT_READY) $(TEST_READY) ## build, then run other people's validators over the site: HTML, CSS, links, PDF, calendars, feeds
	$(MAKE) site
	$(VENV)/bin/pelican -s tests/golden/pelicanconf.py -o .cache/audit/awkward
	CHROMIUM="$$($(PY) -m tools.ensure_chromium)"; export CHROMIUM; \
	$(PY) -m tools.audit.audit $(call quoted,OUTPUT) .cache/audit/awkward

# BENCH='--posts 1000 --runs 5 --peers Hugo' chooses; --out docs writes the figures down.
.PHONY: bench
bench: $(BENCH_READY) ## time our builds beside other generators, with 1,000 to 25,000 posts (an hour; BENCH='--posts 1000')
	$(PY) -m tools.bench.run $(BENCH)

.PHONY: lock
lock: $(LOCK_READY) ## look for newer versions of what we depend on and write them down with their hashes
	$(call compile,requirements-test.txt,pyproject.toml --extra test --extra cluster --group build --upgrade)
	$(call compile,requirements-cluster.txt,pyproject.toml --extra cluster --group build --constraints requirements-test.txt)
	$(call compile,requirements-bench.txt,--group bench --constraints requirements-test.txt --upgrade)
	$(call compile,requirements.txt,pyproject.toml --group build --constraints requirements-test.txt)
	$(call compile,requirements-audit.txt,--group audit --constraints requirements-test.txt --upgrade)
	$(call compile,requirements-lock.txt,--group lock --upgrade)

.PHONY: clean
clean: ## remove what was made (the site, caches), not the installed tools
	rm -rf output .cache screenshots .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find plugins tests tools -name __pycache__ -prune -exec rm -rf {} +

##### Set-up: each stamp is as new as the list it was installed from

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.12' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(SITE_READY): requirements.txt pyproject.toml | $(PY)
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@# As pip does for all others: where Python may keep no bytecode, each process would compile ours again.
	$(PY) -m compileall -q plugins
	@touch $@

$(TEST_READY): requirements-test.txt $(SITE_READY)
	$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@

$(AUDIT_READY): requirements-audit.txt $(SITE_READY) tools/audit/package-lock.json tools/audit/install.py
	$(PIP) install --require-hashes -r requirements-audit.txt
	$(PY) -m tools.audit.install
	@touch $@

$(CLUSTER_READY): requirements-cluster.txt $(SITE_READY)
	$(PIP) install --require-hashes -r requirements-cluster.txt
	@touch $@

$(BENCH_READY): requirements-bench.txt $(SITE_READY) tools/bench/package-lock.json tools/bench/install.py
	$(PIP) install --require-hashes -r requirements-bench.txt
	$(PY) -m tools.bench.install
	@touch $@

$(LOCK_READY): requirements-lock.txt | $(PY)
	$(PIP) install --require-hashes -r requirements-lock.txt
	@touch $@

# For every platform, for Python 3.11 and newer; what several lists name has one version.
compile = UV_CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/bin/uv pip compile $2 --output-file $1 --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate
