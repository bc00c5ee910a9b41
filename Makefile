# The commands of the project. Each installs what it needs and lacks (scripts/setup), then does its work.
SHELL := /bin/sh
RUN := scripts/run
# Part of the names of the end-to-end tests to run: make e2e ARGS='firefox::root::list'
ARGS :=
ADDRESSES := ./ about/
DECODER := shard
SECONDS := 60
# For DECODER=source: the ending of the files (xml, docx, eml), and folders of some to begin with
ENDING :=
SEEDS :=
# What make bench runs on: sizes to generate, then test collections and newsrooms, where the shared data are.
SIZES := 1000 10000 100000
NEWSROOMS := piaf-fr cranfield debian cds-canada digitalgov
# Some of the engines only: make bench ENGINES='kiosque pagefind' (benches/peers/engines.mjs names them)
ENGINES :=
# Of how many generated releases make bench-sites makes whole sites
SITES := 1000 9000
# Which half of each collection make relevance asks for: tuning, reporting or both
HALF := reporting
# Warnings are errors here, not while one works.
LINT := -- -D warnings
WEB := --target wasm32-unknown-unknown --no-default-features --features web
# Where cargo builds; target/tools is always in the project.
TARGET := $(or $(CARGO_TARGET_DIR),target)

# Tests use what the build before them made.
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help serve build check test test-all fmt lint unit browser e2e shots audit fuzz store package packages-test docs lint-workflows licences size bench bench-sites relevance clean setup-build setup-test setup-bench setup-sites setup-peers

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: setup-build ## Serve the viewer on the sample newsroom, with live reload (SOURCE=folder for another, PORT=8080)
	@scripts/serve

# Trunk first: its hook (scripts/set) builds the command line with the viewer in it and publishes the sample with that.
build: setup-build ## Build the sample's site into dist/ and the command line into target/release/kiosque
	KIOSQUE_SMALL=1 $(RUN) trunk build --release
	cargo build --release -p kiosque -p kiosque-measure --features kiosque/viewer --bin kiosque --bin measure
	@$(TARGET)/release/measure size dist

check: ## Check while working, in three minutes: format, native lints, unit and integration tests
	cargo fmt --all --check
	cargo clippy -q --all-targets $(LINT)
	cargo test -q --lib --test it

test: setup-test lint unit browser build e2e ## Run every check: format, lints, unit, browser, Chromium and Firefox

test-all: setup-test ## The same, and WebKit too
	scripts/setup test-all
	$(MAKE) test
	xvfb-run -a $(MAKE) e2e KIOSQUE_BROWSERS=webkit

fmt: ## Format the code
	cargo fmt --all

lint: ## Check format and lints: native, web, both features, warnings as errors
	cargo fmt --all --check
	cargo clippy -q --all-targets $(LINT)
	cargo clippy -q --workspace --all-targets --all-features $(LINT)
	$(RUN) cargo clippy -q --lib --bin web --bin search --bin marks --bin desk --test browser $(WEB) $(LINT)
	$(RUN) cargo clippy -q --bin tools $(WEB),tools $(LINT)

unit: ## Unit and integration tests
	cargo test -q
	cargo test -q -p kiosque-measure

browser: setup-test ## Tests of the core as WebAssembly, in headless Chromium
	CHROMEDRIVER=$$(command -v chromedriver) $(RUN) cargo test --test browser $(WEB)

e2e: setup-test ## End-to-end tests of dist/ (make build first; ARGS=part of a name to select)
	$(RUN) cargo test -q -p kiosque-e2e -- $(ARGS)

shots: setup-test ## Pictures of pages into target/screenshots (ADDRESSES='./ about/')
	KIOSQUE_SHOTS="$(ADDRESSES)" $(RUN) cargo test -q -p kiosque-e2e

audit: setup-test ## Lighthouse, mobile, on every kind of page of dist/ (make build first; ADDRESS=… for one)
	@scripts/setup audit
	@node scripts/audit.mjs $(ADDRESS)

# What is found is kept in tests/fuzz/corpus, so that the next run goes on from there; what fails, in tests/fuzz/artifacts.
fuzz: ## Fuzz a decoder with random bytes: make fuzz DECODER=shard SECONDS=60 (see tests/fuzz/fuzz_targets)
	@scripts/setup fuzz
	@mkdir -p tests/fuzz/corpus/$(DECODER)$(ENDING)
	ENDING=$(ENDING) RUSTC_BOOTSTRAP=1 $(RUN) cargo fuzz run --fuzz-dir tests/fuzz --target-dir $(abspath $(TARGET))/fuzz \
		--sanitizer none $(DECODER) tests/fuzz/corpus/$(DECODER)$(ENDING) $(SEEDS) -- -max_total_time=$(SECONDS)

store: ## Send to real S3 servers, killed 50 times (installs Garage and s3s-fs first: a quarter of an hour; then 10 minutes)
	@scripts/setup store
	cargo test --test it publish::servers -- --ignored --nocapture

package: build ## Lay out the crate, an archive, npm's packages, a wheel, a Debian package and an image in target/packages
	scripts/setup package
	scripts/package/make

packages-test: ## Install each of them into an empty place and publish the sample with it (make package first; minutes)
	scripts/package/test

docs: ## Make the documentation site out of docs/, into target/docs
	scripts/setup docs
	$(RUN) mdbook build docs

lint-workflows: ## Hold workflows, the action and the templates against their schemas, and look for what is unsafe in them
	scripts/setup lint
	scripts/package/lint

licences: ## Write the licences of all that is in the programs anew (cargo install cargo-about --features cli)
	scripts/licences/make

size: build ## Print the sizes of what is in dist/
	@$(TARGET)/release/measure size dist

bench: setup-bench build ## Kiosque beside other search engines (SIZES='1000 10000' NEWSROOMS= ENGINES='kiosque pagefind')
	cargo bench --features viewer --bench newsrooms -- $(TARGET)/bench $(SIZES) $(NEWSROOMS)
	node benches/peers/bench.mjs --newsrooms $(TARGET)/bench --dist dist --kiosque $(TARGET)/release/kiosque \
		--engines "$(ENGINES)" --report $(TARGET)/bench/RESULTS.md $(SIZES) $(NEWSROOMS)
ifeq ($(origin SIZES)$(origin NEWSROOMS)$(origin ENGINES),filefilefile)
	cp $(TARGET)/bench/RESULTS.md benches/RESULTS.md
	$(MAKE) bench-sites
endif

bench-sites: setup-sites build ## Whole sites beside Hugo's with Pagefind: seconds, memory, files, bytes (SITES='1000 9000')
	cargo bench --features viewer --bench sites -- $(TARGET)/bench/sites $(SITES)
	node benches/peers/sites.mjs --sites $(TARGET)/bench/sites --kiosque $(TARGET)/release/kiosque \
		--report $(TARGET)/bench/SITES.md $(SITES)
ifeq ($(origin SITES),file)
	cp $(TARGET)/bench/SITES.md benches/SITES.md
endif

relevance: setup-peers ## How well the right release is found, beside other engines (HALF=tuning for the half weights are chosen on)
	mkdir -p $(TARGET)/bench
	cargo bench --bench relevance -- --half $(HALF) --queries $(abspath $(TARGET))/bench/relevance.json
	node benches/peers/relevance.mjs $(TARGET)/bench/relevance.json $(TARGET)/bench/RELEVANCE.md

clean: ## Remove what was built, not the tools
	rm -rf dist
	find $(TARGET) -mindepth 1 -maxdepth 1 ! -name tools -exec rm -rf {} +

setup-build:
	@scripts/setup build

setup-test:
	@scripts/setup test

setup-sites:
	@scripts/setup sites

setup-bench:
	@scripts/setup bench

setup-peers:
	@scripts/setup peers
