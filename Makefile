# Its bare name lists the tasks. Everything runs in .venv, which `setup` builds and every other task needs.
PYTHON ?= $(shell command -v python3.11 2>/dev/null || echo python3)
MATERIAL ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help setup run test check docs bless fit format fuzz lock bench sbom
help:  ## list the tasks
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

setup: $(STAMP)  ## build .venv with the locked packages
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: $(STAMP)  ## code the bundled seed documents and print the newest events
	$(BIN)/dyadwire ingest --no-feeds --seeds seeds/documents

test: $(STAMP)  ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(STAMP)  ## format, lint, types, then the tests: all that CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

bench: $(STAMP)  ## measure extraction and coding on real material: make bench MATERIAL=folder
	$(BIN)/python -m benchmarks.extraction $(MATERIAL)/real/pages
	$(BIN)/python -m benchmarks.coding $(MATERIAL)
	$(BIN)/python -m benchmarks.polling

TARGETS ?= codebook_rows coding dates feeds figures pages seeds settings_files urls
SECONDS ?= 60
fuzz: $(STAMP)  ## fuzz each target, guided by coverage: make fuzz TARGETS="feeds urls" SECONDS=600 (Linux, x86-64)
	@test -d $(VENV)/fuzz/atheris || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--target $(VENV)/fuzz atheris==3.0.0
	for name in $(TARGETS); do PYTHONPATH=$(VENV)/fuzz $(BIN)/python -m fuzz $$name $(SECONDS) data/fuzz || exit 1; done

docs: $(STAMP)  ## build docs/codebook.md, docs/performance.md and docs/reference/ again, and the site in site/
	$(BIN)/python -m flows.codebook_page
	$(BIN)/python -m flows.reference_pages
	$(BIN)/python -m benchmarks.performance_page
	$(BIN)/zensical build --clean --strict

bless: $(STAMP)  ## run the commands of the documentation and write what they print; review the diff
	$(BIN)/python -m tests.doc_sessions

fit: $(STAMP)  ## fit what confidence and contexts mean on the study halves of the reference sets again
	$(BIN)/python -m flows.evaluation.fit_confidence
	$(BIN)/python -m flows.evaluation.fit_contexts

format: $(STAMP)  ## format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## resolve requirements.lock again (needs uv)
	uv pip compile pyproject.toml --extra dev --extra docs --extra cluster --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --quiet --custom-compile-command "make lock" --output-file requirements.lock

sbom:  ## write the locked packages as a CycloneDX list to dist/sbom.json
	$(PYTHON) -m venv $(VENV)/sbom
	$(VENV)/sbom/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0
	@mkdir -p dist
	$(VENV)/sbom/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible \
		--output-file dist/sbom.json
