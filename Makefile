# Builds, runs and tests the comparator. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

WASM_BINDGEN_VERSION := $(shell sed -n 's/^wasm-bindgen = "=\(.*\)"/\1/p' Cargo.toml)
CARGO_DENY_VERSION := 0.20.2
CARGO_FUZZ_VERSION := 0.13.2
GUNGRAUN_VERSION := $(shell sed -n 's/^gungraun = "=\(.*\)"/\1/p' Cargo.toml)
TOOLS := target/tools
CARGO_DENY := $(TOOLS)/bin/cargo-deny-$(CARGO_DENY_VERSION)
CARGO_FUZZ := $(TOOLS)/bin/cargo-fuzz-$(CARGO_FUZZ_VERSION)
GUNGRAUN := $(TOOLS)/bin/gungraun-runner-$(GUNGRAUN_VERSION)
WASM_BINDGEN := $(TOOLS)/bin/wasm-bindgen-$(WASM_BINDGEN_VERSION)
WASM_TARGET := target/tools/wasm-target
NPM := end2end/node_modules/.installed
CLIENTS := target/wasm32-unknown-unknown/client
SITE := target/site
RUST_SOURCES = $(shell find app -name '*.rs' -o -name '*.toml' -o -name '*.json' -not -path '*/node_modules/*') Cargo.toml Cargo.lock

# Everything that `make test` builds for this machine, with the provider of identities that a journey signs in by: in one
# selection of packages, targets and features. In another, Cargo would build much of it again.
HOST := --features server/oidc
BUILD_HOST = cargo build $(HOST) --bins --examples

FUZZ_TARGETS := $(basename $(notdir $(wildcard server/fuzz/fuzz_targets/*.rs)))
# Seconds for each parser: of `make test`, and of `make fuzz`.
FUZZ_SECONDS := 60
FUZZ_LONG_SECONDS := 3600
FUZZ_FLAGS := -rss_limit_mb=1024 -timeout=10 -print_final_stats=1

BINDGEN_FLAGS := --target web --no-typescript --remove-name-section --remove-producers-section --out-dir target/client

# Paths of this machine would weigh in the clients, and give them other names on each.
CLIENT_FLAGS := --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=. --remap-path-prefix=$(CURDIR)=.

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 16

# What a fresh machine lacks: each step is skipped when done.

$(WASM_TARGET):
	@command -v rustup > /dev/null || { echo "missing: Rust by rustup, see https://rustup.rs"; exit 1; }
	@command -v cc > /dev/null || { echo "missing: a C compiler, for example: apt-get install gcc libc6-dev"; exit 1; }
	@rustup target list --installed | grep -q wasm32-unknown-unknown || { echo "installing the target wasm32-unknown-unknown"; rustup target add wasm32-unknown-unknown; }
	@mkdir -p $(TOOLS) && touch $@

$(WASM_BINDGEN):
	@echo "installing wasm-bindgen-cli $(WASM_BINDGEN_VERSION) into $(TOOLS) (90 s)"
	@CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install --quiet wasm-bindgen-cli --no-default-features --version $(WASM_BINDGEN_VERSION) --root $(TOOLS) --force
	@cp $(TOOLS)/bin/wasm-bindgen $@

$(CARGO_DENY):
	@echo "installing cargo-deny $(CARGO_DENY_VERSION) into $(TOOLS) (3 minutes)"
	@CARGO_PROFILE_DEV_DEBUG=false cargo install --quiet cargo-deny --locked --debug --version $(CARGO_DENY_VERSION) --root $(TOOLS) --force
	@cp $(TOOLS)/bin/cargo-deny $@

$(CARGO_FUZZ):
	@command -v c++ > /dev/null || { echo "missing: a C++ compiler, for example: apt-get install g++"; exit 1; }
	@echo "installing cargo-fuzz $(CARGO_FUZZ_VERSION) into $(TOOLS) (a minute)"
	@CARGO_PROFILE_DEV_DEBUG=false cargo install --quiet cargo-fuzz --locked --debug --version $(CARGO_FUZZ_VERSION) --root $(TOOLS) --force
	@cp $(TOOLS)/bin/cargo-fuzz $@

$(GUNGRAUN):
	@echo "installing gungraun-runner $(GUNGRAUN_VERSION) into $(TOOLS) (a minute)"
	@CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install --quiet gungraun-runner --locked --version $(GUNGRAUN_VERSION) --root $(TOOLS) --force
	@cp $(TOOLS)/bin/gungraun-runner $@

# cargo-deny reads the sources of every dependency, also of other systems: they are fetched once for each Cargo.lock.
$(TOOLS)/fetched: Cargo.lock
	@cargo fetch --quiet --locked
	@mkdir -p $(TOOLS) && touch $@

$(NPM): end2end/package.json end2end/package-lock.json
	@command -v npm > /dev/null || { echo "missing: Node 20 or later with npm, for example: apt-get install nodejs npm"; exit 1; }
	@echo "installing npm packages into end2end"
	@cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-fund --no-audit --loglevel=error
	@touch $@

# What needs PostgreSQL says that it is skipped where there is none.
.PHONY: postgresql
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || command -v initdb > /dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null \
		&& echo "installing postgresql" && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql > /dev/null; } \
		|| echo "PostgreSQL is not installed: what needs it is skipped (apt-get install postgresql)"

.PHONY: chromium firefox-esr
chromium firefox-esr:
	@[ -x /usr/bin/$@ ] || { [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && echo "installing $@" \
		&& apt-get update -qq && apt-get install -y -qq --no-install-recommends $@ > /dev/null; } \
		|| { echo "missing: $@, run: sudo apt-get install $@"; exit 1; }

# The browser clients, packed under hashed names. OPTIMISE=1 adds wasm-opt. Each in a call of its own: together, Cargo would
# give each the islands of all.

$(CLIENTS)/client.wasm: $(WASM_TARGET) $(RUST_SOURCES)
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$(CLIENT_FLAGS)" cargo build -p client --target wasm32-unknown-unknown --profile client
	@touch $@

$(CLIENTS)/assist_client.wasm: $(WASM_TARGET) $(RUST_SOURCES)
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$(CLIENT_FLAGS)" cargo build -p assist-client --target wasm32-unknown-unknown --profile client
	@touch $@

$(CLIENTS)/office_client.wasm: $(WASM_TARGET) $(RUST_SOURCES)
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$(CLIENT_FLAGS)" cargo build -p office-client --target wasm32-unknown-unknown --profile client
	@touch $@

.PHONY: site
site: $(SITE)/names ## Build the browser clients, the style sheets and the pictures into target/site

$(SITE)/names: $(CLIENTS)/client.wasm $(CLIENTS)/assist_client.wasm $(CLIENTS)/office_client.wasm $(WASM_BINDGEN) $(shell find style -type f) $(shell find app/client app/office-client -name '*.js') $(shell find server/assets -name '*.rs') $(if $(OPTIMISE),$(NPM))
	@mkdir -p target/client
	$(WASM_BINDGEN) $(BINDGEN_FLAGS) --out-name client $(CLIENTS)/client.wasm
	$(WASM_BINDGEN) $(BINDGEN_FLAGS) --out-name assist $(CLIENTS)/assist_client.wasm
	$(WASM_BINDGEN) $(BINDGEN_FLAGS) --out-name office $(CLIENTS)/office_client.wasm
	$(if $(OPTIMISE),for client in client assist office; do end2end/node_modules/.bin/wasm-opt -Oz --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue target/client/$${client}_bg.wasm -o target/client/$${client}_bg.wasm; done)
	@cp app/client/start.js target/client/
	@cp app/client/start.js target/client/assist-start.js
	@cp app/office-client/start.js target/client/office-start.js
	cargo run -q -p assets -- style target/client $(SITE)

.PHONY: run
run: site ## Serve the comparator on http://127.0.0.1:3000
	cargo run -p server -- serve --demonstration

.PHONY: release
release: ## Build the optimised program, target/release/quelleaideadom (FEATURES=oidc for sign-in by OpenID Connect)
	@rm -f $(SITE)/names
	$(MAKE) site OPTIMISE=1
	cargo build --release -p server $(if $(FEATURES),--features $(FEATURES))
	@ls -l target/release/quelleaideadom

IMAGE := quelleaideadom:$(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)

.PHONY: image
image: ## Build the image of a container, where Docker, Podman or Buildah is there
	@if docker info > /dev/null 2>&1; then docker build --file deploy/Containerfile --tag $(IMAGE) .; \
		elif command -v podman > /dev/null; then podman build --format docker --file deploy/Containerfile --tag $(IMAGE) .; \
		elif command -v buildah > /dev/null; then buildah build --format docker --file deploy/Containerfile --tag $(IMAGE) .; \
		else echo "missing: a builder of images, for example: apt-get install podman (or Docker, with its service running)"; exit 1; fi

.PHONY: fmt lint deny
fmt: ## Format the sources
	cargo fmt

lint: $(WASM_TARGET) deny ## Check the format, every warning of clippy for the server and for the clients, and the dependencies
	cargo fmt --check
	cargo clippy $(HOST) --all-targets -- -D warnings
	cargo clippy -p client --target wasm32-unknown-unknown -- -D warnings
	cargo clippy -p assist-client --target wasm32-unknown-unknown -- -D warnings
	cargo clippy -p office-client --target wasm32-unknown-unknown -- -D warnings

deny: $(CARGO_DENY) $(TOOLS)/fetched
	@$(CARGO_DENY) --offline --log-level warn check licenses bans sources

.PHONY: test test-rust test-wasm test-browser
# How long a failover takes is a figure here: other things may run beside.
test: export TIMED := no
test: lint test-rust test-wasm test-beside test-browser ## Everything that proves the program

# What mostly waits, beside the fuzzers, which give way to it. Each says what it has to when it is done.
.PHONY: test-beside
test-beside:
	@$(MAKE) --jobs=2 --output-sync=target test-fuzz test-api test-open-data test-cluster

test-rust: site postgresql
	@if cargo nextest --version > /dev/null 2>&1; then cargo nextest run $(HOST); else cargo test $(HOST); fi

# The rules of the method, byte for byte, on wasm32 under node.
test-wasm: $(WASM_TARGET) $(WASM_BINDGEN)
	@command -v node > /dev/null || { echo "missing: Node 20 or later, for example: apt-get install nodejs npm"; exit 1; }
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$(CURDIR)/$(TOOLS)/bin/wasm-bindgen-test-runner" \
		cargo test -p domain --target wasm32-unknown-unknown --test cases

test-browser: site $(NPM) chromium firefox-esr
	$(BUILD_HOST)
	cd end2end && npm test

# Failover for real, on loopback: from Debian's packages, which are installed where that is possible. PROGRAM and OLD_PROGRAM are
# those of a rolling upgrade from another release.
.PHONY: test-cluster
test-cluster: $(if $(PROGRAM),,site) ## Kill PostgreSQL, instances and their network while much is written: nothing acknowledged may be lost
	@command -v node > /dev/null || { echo "missing: Node 20 or later, for example: apt-get install nodejs npm"; exit 1; }
	@ls /usr/lib/postgresql/*/bin/initdb /usr/sbin/haproxy > /dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null \
		&& echo "installing postgresql and haproxy" && apt-get update -qq \
		&& apt-get install -y -qq --no-install-recommends postgresql haproxy > /dev/null; } || true
	@[ -n "$(PROGRAM)" ] || $(BUILD_HOST)
	@PROGRAM="$(PROGRAM)" OLD_PROGRAM="$(OLD_PROGRAM)" node end2end/cluster/main.mjs

# The Python packages of a folder of end2end or of the benches, in an environment of their own. Where Python or its registry
# cannot be had, what needs them says that it is skipped.
define PYTHON_PACKAGES
	@python3 -c 'import ensurepip, venv' > /dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null \
		&& echo "installing python3-venv" && apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv > /dev/null; } || true
	@rm -rf $(@D) && mkdir -p $(TOOLS)
	@{ python3 -m venv $(@D) > /dev/null 2>&1 && echo "installing Python packages into $(@D) (a minute)" \
		&& timeout 180 $(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $< && cp $< $@; } || rm -rf $(@D)
endef
$(TOOLS)/python-%/installed: end2end/%/requirements.txt
	$(PYTHON_PACKAGES)
$(TOOLS)/python-%/installed: app/domain/benches/%/requirements.txt
	$(PYTHON_PACKAGES)
.PRECIOUS: $(TOOLS)/python-%/installed

WITHOUT_PYTHON = echo "$@ is skipped: it needs Python 3.10 or later with venv, and packages from PyPI"

.PHONY: test-api test-open-data
test-api: site $(TOOLS)/python-api/installed ## Ask the open API what its document allows and what it forbids (schemathesis)
	$(BUILD_HOST)
	@if [ -e $(TOOLS)/python-api/installed ]; then end2end/api/test.sh target/debug/quelleaideadom "$(CURDIR)/$(TOOLS)/python-api" 90; else $(WITHOUT_PYTHON); fi

test-open-data: site $(TOOLS)/python-open_data/installed ## Read every file of the open data with other programs: data·inclusion, JSON Schema, GeoJSON, RDF, Arrow
	$(BUILD_HOST)
	@if [ -e $(TOOLS)/python-open_data/installed ]; then timeout 120 $(TOOLS)/python-open_data/bin/python end2end/open_data/validate.py \
		target/debug/quelleaideadom target/debug/examples/published_listings; else $(WITHOUT_PYTHON); fi

.PHONY: test-fuzz fuzz
# A minute of each parser of foreign bytes, two at a time, on what is made up from the corpus without measuring coverage.
test-fuzz: site
	@command -v c++ > /dev/null || { echo "missing: a C++ compiler, for example: apt-get install g++"; exit 1; }
	$(BUILD_HOST)
	@rm -rf target/fuzz && mkdir -p target/fuzz
	@printf '%s\n' $(FUZZ_TARGETS) | nice xargs -P 2 -n 1 server/fuzz/minute.sh $(FUZZ_SECONDS)

# An hour of each, with coverage, which a stable compiler has behind RUSTC_BOOTSTRAP. What is learned stays in target.
fuzz: $(CARGO_FUZZ) ## Look for what no parser of foreign bytes withstands: an hour each, or FUZZ_LONG_SECONDS=N
	@for name in $(FUZZ_TARGETS); do mkdir -p target/fuzz-learned/$$name; \
		RUSTC_BOOTSTRAP=1 $(CARGO_FUZZ) run --fuzz-dir server/fuzz --sanitizer none --dev --target-dir target/fuzz-build \
			fuzz-$$name target/fuzz-learned/$$name server/fuzz/corpus/$$name -- \
			$(FUZZ_FLAGS) -max_total_time=$(FUZZ_LONG_SECONDS) -artifact_prefix=target/fuzz-learned/$$name- \
			|| exit 1; done

.PHONY: bench bench-counts bench-office bench-growth bench-pages bench-load bench-peers
bench: ## Measure the ranking, the law, the import, the back office, the sheets and the pages
	cargo bench -p domain --bench ranking --bench pairs --bench aids
	cargo bench -p server --bench import --bench addresses --bench office --bench sheet
	$(MAKE) bench-counts bench-pages

bench-counts: ## Count the instructions of a comparison, beside the run before: the same on a busy machine (needs valgrind)
	@if command -v valgrind > /dev/null; then $(MAKE) $(GUNGRAUN) \
		&& GUNGRAUN_RUNNER=$(abspath $(GUNGRAUN)) cargo bench -p domain --profile release --bench counts; \
	else echo "$@ is skipped: it needs valgrind, for example: apt-get install valgrind"; fi

bench-peers: $(TOOLS)/python-peers/installed ## Compare the ranking with numpy, DuckDB, SQLite and Polars, in one run
	@if [ -e $< ]; then $(TOOLS)/python-peers/bin/python app/domain/benches/peers/peers.py; else $(WITHOUT_PYTHON); fi

bench-load: site ## Measure how many pages a second are answered, beside files of nginx and ServeDir, and the start (needs wrk and nginx)
	@command -v wrk > /dev/null && command -v nginx > /dev/null || { echo "missing: wrk and nginx, for example: apt-get install wrk nginx"; exit 1; }
	cargo build --release -p server --bins --examples
	cd end2end && node bench-load.mjs ../target/release

bench-office: ## Measure the screens of the back office, and what they publish, with 12 000 listings
	cargo bench -p server --profile release --bench office

.PHONY: soak
soak: site ## Ten minutes of visitors and staff, with a kill every 20 s (SOAK_SECONDS=600 SOAK_RATE=225)
	cargo bench -p server --profile release --bench soak

bench-growth: postgresql ## Measure 12 000 and 100 000 listings on SQLite and PostgreSQL (GROWTH=1000000 for another size)
	cargo bench -p server --profile release --bench growth

bench-pages: release $(NPM) chromium ## Measure the pages in a browser, as a phone has them, and while sheets are made
	@rm -f target/bench.sqlite*
	@QUELLEAIDEADOM_DATABASE_URL=sqlite:target/bench.sqlite target/release/quelleaideadom serve --demonstration --addr 127.0.0.1:3919 & \
		server=$$!; trap "kill $$server" EXIT; \
		until curl -sf http://127.0.0.1:3919/sante > /dev/null; do :; done; \
		cd end2end; failed=0; node bench-pages.mjs http://127.0.0.1:3919 || failed=1; \
		node bench-ranking.mjs http://127.0.0.1:3919 || failed=1; \
		node bench-sheets.mjs http://127.0.0.1:3919 || failed=1; exit $$failed

.PHONY: screenshots
screenshots: site $(NPM) chromium ## Take the pictures of the README (ZONES=FILE.geojson for a map with real outlines)
	cargo build -p server
	@mkdir -p end2end/screenshots && rm -f target/screenshots.sqlite*
	@if [ -n "$(ZONES)" ]; then QUELLEAIDEADOM_DATABASE_URL=sqlite:target/screenshots.sqlite target/debug/quelleaideadom import zones "$(ZONES)"; fi
	@QUELLEAIDEADOM_DATABASE_URL=sqlite:target/screenshots.sqlite target/debug/quelleaideadom serve --demonstration --addr 127.0.0.1:3918 & \
		server=$$!; trap "kill $$server" EXIT; \
		until curl -sf http://127.0.0.1:3918/sante > /dev/null; do :; done; \
		cd end2end && node screenshots.mjs http://127.0.0.1:3918 screenshots
