# Everything that is done with this checkout. Targets install and build what they need, and only what is missing or stale.

WINNOW := node dist/pipeline/cli.js
SOURCES := $(shell find pipeline stages text eval training -name '*.ts' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help pipeline test check clean build train eval eval-ftfy eval-prose bench bench-memory bench-nightly schedule

help: ## Say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

pipeline: build ## Clean data/raw into data/clean
	@$(WINNOW) run data/raw --out data/clean

test: node_modules/.installed ## Run all tests (TESTS= names some)
	@npx vitest run $(TESTS) $(if $(REPORT),--reporter=default --reporter=json --outputFile.json=$(REPORT))

check: node_modules/.installed ## Check format, lint, types, dead code and import rules
	npx biome check .
	npx tsc --noEmit
	npx knip
	npx depcruise --config .dependency-cruiser.cjs --output-type err pipeline stages text eval training

clean: ## Remove what was built, installed and written
	rm -rf dist coverage .cache .venv data/clean node_modules

build: dist/.built

bench: build ## Measure speed stage by stage, and that time grows linearly
	@node --expose-gc dist/eval/bench.js

bench-memory: build ## Measure memory on 1 GB of JSONL and a 1 GB JSON array (MEGABYTES= FLAGS=)
	@node dist/eval/bench-memory.js $(or $(MEGABYTES),1000) $(FLAGS)

bench-nightly: build ## Measure second nights, and runs that are killed (FILES= JSONL_MB= MANY_FILES= LARGE_MB= FLAGS=)
	@FILES="$(FILES)" JSONL_MB="$(JSONL_MB)" MANY_FILES="$(MANY_FILES)" LARGE_MB="$(LARGE_MB)" FLAGS="$(FLAGS)" \
	  node dist/eval/bench-nightly.js

eval-ftfy: build ## Compare text repair with ftfy on ftfy's own cases (FTFY= its tests/test_cases.json)
	@node dist/eval/ftfy.js $(FTFY)

eval-prose: build ## Check that mojibake repair leaves right text alone (PROSE= folders of it, one a language)
	@node dist/eval/clean-prose.js $(PROSE)

train: build .venv/.installed ## Train the models in config/models from WCXB (WCXB= its folder, with dev/ in it)
	@[ -d "$(WCXB)/dev" ] || { echo 'make train WCXB=FOLDER needs the WCXB data: a folder with dev/ in it'; exit 2; }
	@PATH="$(CURDIR)/.venv/bin:$$PATH"; set -e; for part in glue lines pages headings stories; do \
	  echo "training $$part"; node --max-old-space-size=8192 dist/training/train-$$part.js "$(WCXB)/dev"; done

eval: build ## Measure accuracy and write eval/RESULTS.md (CORPORA= a folder of pages with known answers, WCXB= as for make train, which comes first)
	@[ -d "$(CORPORA)" ] || { echo 'make eval CORPORA=FOLDER needs a folder of pages with known answers'; exit 2; }
	@node dist/eval/run.js "$(CORPORA)" $(if $(WCXB),"$(WCXB)/dev")

node_modules/.installed: package-lock.json
	@if [ -d node_modules ]; then npm install --silent; else npm ci --silent; fi
	@touch $@

dist/.built: node_modules/.installed $(SOURCES) tsconfig.json tsconfig.build.json
	@npx tsc -p tsconfig.build.json
	@touch $@

schedule: build ## Print systemd units and a crontab line for this checkout (INPUT= OUTPUT= name the folders)
	@deploy/schedule.sh "$(INPUT)" "$(OUTPUT)"

.venv/.installed: training/requirements.txt
	@python3 -m venv .venv
	@.venv/bin/pip install --quiet --requirement training/requirements.txt
	@touch $@
