# Zukan. `make serve` and `make test` work on a fresh checkout; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV ?= $(shell command -v uv || echo $(BIN)/uv)
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help serve test check bench lock docs clean

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST)

serve: $(VENV)/base.installed  ## serve the site on this machine; PORT= and ZUKAN_HOME= are honoured
	@exec $(BIN)/zukan serve

test: $(VENV)/dev.installed  ## run the tests; on PostgreSQL when ZUKAN_DATABASE_URL says so; ARGS= go to pytest
	$(BIN)/pytest -n $(WORKERS) $(ARGS)

check: $(VENV)/dev.installed  ## check format, lint, types, the direction of imports, and migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/lint-imports
	$(BIN)/zukan manage makemigrations --check --dry-run

bench: $(VENV)/dev.installed  ## measure how fast pages and operations are answered
	$(BIN)/python -m bench $(ARGS)

docs: $(VENV)/base.installed  ## print the page of settings from the code
	$(BIN)/python -m zukan.settings_page > docs/settings.md

lock: $(BIN)/pip  ## choose the newest allowed versions of all dependencies, with their hashes
	@test -x "$(UV)" || $(PIP) install --quiet uv
	$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --upgrade \
		pyproject.toml --output-file requirements/base.txt
	$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --upgrade \
		--extra dev --constraint requirements/base.txt pyproject.toml --output-file requirements/dev.txt

clean:  ## remove the environment and caches, never the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis node_modules

# Nothing is built: the environment is told where the sources are, and gets the command by hand.
# Its pip is there only when all of it was made: without python3-venv a half of it stays behind.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("Zukan needs Python 3.11 or newer, and $(PYTHON) is %d.%d. Name another one: make PYTHON=python3.12" % v[:2])'
	@$(PYTHON) -m venv $(VENV)

$(BIN)/zukan: | $(BIN)/pip
	@echo "$(CURDIR)/src" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/zukan.pth"
	@printf '#!%s\nfrom zukan.cli import main\n\nmain()\n' "$(CURDIR)/$(BIN)/python" > $@
	@chmod +x $@

$(VENV)/%.installed: requirements/%.txt | $(BIN)/zukan
	@echo "Installing what $< lists…"
	@$(PIP) install --quiet --require-hashes --requirement $<
	@touch $@
