# `make run` starts Sluice, `make test` proves it. Both install what a fresh Debian machine lacks.
# `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# A build machine may have no HOME, and Go and npm keep their caches there.
ifeq ($(strip $(HOME)),)
export HOME := $(shell getent passwd "$$(id -u)" | cut -d: -f6)
endif

# One flag for tests and programs, so that what was compiled for the ones serves the others.
# Neither the folder of the build nor the state of its repository gets into a program, so that the same
# sources give the same bytes.
export GOFLAGS := $(filter-out -trimpath -buildvcs=false,$(GOFLAGS)) -trimpath -buildvcs=false

include build/tools.mk

# On a Mac the tray and the window link Apple's libraries; elsewhere the core is Go alone.
CORE_CGO := 0
ifeq ($(shell uname),Darwin)
CORE_CGO := 1
export CGO_LDFLAGS := $(CGO_LDFLAGS) -framework UniformTypeIdentifiers
endif

BIN     := build/bin
TOOLS   := $(BIN)/tools
STAMPS  := build/stamps
ifndef VERSION
VERSION := $(shell build/version.sh)
endif
LDFLAGS := -s -w -X sluice/backend/api/remote.Version=$(VERSION)
WINDOW  := desktop,production,webkit2_41

GO_FILES  := $(shell find *.go app backend frontend/embed.go -name '*.go' ! -name '*_test.go') go.mod go.sum
EMBEDDED  := $(shell find backend -name '*.sql' -o -name '*.png' -o -name '*.ico')
WEB_FILES := $(shell find frontend/src frontend/public -type f 2>/dev/null) $(wildcard frontend/*.ts frontend/*.js frontend/*.json frontend/index.html)
CORE_NEEDS := $(GO_FILES) $(EMBEDDED) frontend/dist/index.html

# Cheap under the race detector: what does not link SQLite, whose compilation under it takes minutes.
RACE := ./app ./backend/api/remote ./backend/bus ./backend/desktop/... ./backend/fault ./backend/gate \
	./backend/profile ./backend/rank ./backend/schedule ./backend/source/... ./backend/work

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

# ---- run ----

.PHONY: run
run: ## build and start Sluice: the window, or without a display the core with a link to open
	@build/run.sh

.PHONY: dev
dev: $(BIN)/sluice ## the interface with live reload, against a core in a profile of its own
	@build/dev.sh

# ---- build ----

.PHONY: build core window
build: core window ## build/bin/sluice and build/bin/sluice-window
build core window:
	@:
core: $(BIN)/sluice
window: $(BIN)/sluice-window

$(BIN)/sluice: $(CORE_NEEDS) | $(STAMPS)/toolchain
	CGO_ENABLED=$(CORE_CGO) go build -ldflags "$(LDFLAGS)" -o $@ ./backend/cmd/sluice

$(BIN)/sluice-window: $(GO_FILES) build/linux/icons/128x128/apps/sluice.png | $(STAMPS)/toolchain
	go build -tags $(WINDOW) -ldflags "$(LDFLAGS)" -o $@ .

# The proof drives a window whose inspector is open, and its core must lie beside it.
$(BIN)/proof/sluice-window: $(GO_FILES) build/linux/icons/128x128/apps/sluice.png | $(STAMPS)/toolchain
	go build -tags $(WINDOW),proof -ldflags "$(LDFLAGS)" -o $@ .
	ln -sf ../sluice $(BIN)/proof/sluice

frontend/dist/index.html: $(STAMPS)/npm $(WEB_FILES)
	cd frontend && npm run --silent build

$(STAMPS)/npm: frontend/package-lock.json frontend/package.json | $(STAMPS)/toolchain
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

# Servers for the tests of sources; a machine that they are not made for passes over what needs them.
$(STAMPS)/fakes: build/fakes/package-lock.json | $(STAMPS)/toolchain
	cd build/fakes && npm ci --no-audit --no-fund --force
	@touch $@

$(STAMPS)/toolchain: go.mod build/toolchain.sh
	@build/toolchain.sh
	@mkdir -p $(@D) && touch $@

.PHONY: generate
generate: $(STAMPS)/npm ## the interface's types from the API's description
	go generate ./backend/api/...
	cd frontend && npm run --silent generate

# ---- test ----

.PHONY: test
test: packages-test ## everything that must hold, on this machine
	@$(MAKE) --no-print-directory test-go test-web cross e2e test-look proof

.PHONY: packages-test
packages-test:
	@build/packages.sh test

# What fails is tried once more and printed as such: a busy machine can starve a daemon.
GOTEST := $(TOOLS)/gotestsum --format standard-quiet --rerun-fails=1 --rerun-fails-max-failures=3

.PHONY: test-go
test-go: $(TOOLS)/gotestsum frontend/dist/index.html $(STAMPS)/fakes ## Go: unit, property and architecture tests; -race where it is cheap
	$(GOTEST) --packages "$(RACE)" -- -race
	$(GOTEST) --packages "$$(go list ./... | grep -vxFf <(go list $(RACE); echo sluice/proof) | tr '\n' ' ')"

.PHONY: test-web
test-web: $(STAMPS)/npm ## the interface: vitest and svelte-check
	cd frontend && npm run --silent test && npm run --silent check

.PHONY: e2e
e2e: $(BIN)/sluice $(BIN)/still $(STAMPS)/npm $(STAMPS)/fakes ## the interface in Chromium, against the real core
	cd frontend && npm run --silent e2e

# Another browser draws letters otherwise, so that pictures are compared in the one that took them.
LOOK_BROWSER := $(shell cat frontend/e2e/look/browser.txt 2>/dev/null)
BROWSER       = $(shell "$${CHROMIUM:-/usr/bin/chromium}" --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -1)

.PHONY: test-look
test-look: $(BIN)/still $(STAMPS)/npm ## every screen as it looks, compared with frontend/e2e/look
	@if [ "$(BROWSER)" = "$(LOOK_BROWSER)" ]; then cd frontend && npm run --silent look; else \
		echo "test-look: skipped, since the pictures were taken in Chromium $(LOOK_BROWSER) and here is $(or $(BROWSER),none)"; fi

.PHONY: look
look: $(BIN)/still $(STAMPS)/npm ## take the pictures of every screen anew; look at them before you commit them
	find frontend/e2e/look -name '*.png' -delete
	cd frontend && npm run --silent look -- --update-snapshots all
	@echo "$(BROWSER)" > frontend/e2e/look/browser.txt

$(BIN)/still: $(CORE_NEEDS) | $(STAMPS)/toolchain
	CGO_ENABLED=0 go build -o $@ ./backend/cmd/still

.PHONY: cross
cross: frontend/dist/index.html ## the core compiles for all three systems without cgo
	@for system in linux windows darwin; do \
		echo "go build ./backend/cmd/sluice for $$system"; \
		CGO_ENABLED=0 GOOS=$$system go build -o /dev/null ./backend/cmd/sluice; \
	done

.PHONY: proof
proof: $(BIN)/sluice $(BIN)/sluice-window $(BIN)/proof/sluice-window $(TOOLS)/gotestsum ## the built programs in a private desktop; pictures in build/out
	$(TOOLS)/gotestsum --format standard-quiet -- -count=1 ./proof/...

include build/package.mk

# ---- quality ----

.PHONY: lint
lint: $(TOOLS)/golangci-lint $(TOOLS)/actionlint $(STAMPS)/npm ## golangci-lint with gofumpt, actionlint, the interface's linters
	$(TOOLS)/golangci-lint run --build-tags platforms
	$(TOOLS)/actionlint
	cd frontend && npm run --silent lint

.PHONY: vulnerabilities
vulnerabilities: ## known vulnerabilities in what the programs call; asks vuln.go.dev
	go run golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK) -tags $(WINDOW) ./backend/cmd/sluice .

.PHONY: bench
bench: packages-test build $(BIN)/barewindow ## the figures beside their bounds; SLUICE_BENCH=short for a quick look
	cd bench && go test -tags bench -count=1 -timeout 30m

$(BIN)/barewindow: $(wildcard bench/barewindow/*.go) | $(STAMPS)/toolchain
	go build -tags barewindow -o $@ ./bench/barewindow

.PHONY: clean
clean: ## remove what was built; tools and npm packages stay
	find $(BIN) build/out -mindepth 1 -maxdepth 1 ! -name tools -exec rm -rf {} + 2>/dev/null || true
	find frontend/dist -mindepth 1 ! -name .gitkeep -delete

# ---- tools, pinned in build/tools.mk ----

$(TOOLS)/gotestsum: build/tools.mk | $(STAMPS)/toolchain
	GOBIN=$(abspath $(TOOLS)) go install gotest.tools/gotestsum@$(GOTESTSUM)
	@touch $@

$(TOOLS)/golangci-lint: build/tools.mk | $(STAMPS)/toolchain
	GOBIN=$(abspath $(TOOLS)) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT)
	@touch $@

$(TOOLS)/actionlint: build/tools.mk | $(STAMPS)/toolchain
	GOBIN=$(abspath $(TOOLS)) go install github.com/rhysd/actionlint/cmd/actionlint@$(ACTIONLINT)
	@touch $@

$(TOOLS)/nfpm: build/tools.mk | $(STAMPS)/toolchain
	GOBIN=$(abspath $(TOOLS)) go install github.com/goreleaser/nfpm/v2/cmd/nfpm@$(NFPM)
	@touch $@

$(TOOLS)/go-winres: build/tools.mk | $(STAMPS)/toolchain
	GOBIN=$(abspath $(TOOLS)) go install github.com/tc-hib/go-winres@$(GO_WINRES)
	@touch $@

$(TOOLS)/cyclonedx-gomod: build/tools.mk | $(STAMPS)/toolchain
	GOBIN=$(abspath $(TOOLS)) go install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$(CYCLONEDX)
	@touch $@

$(TOOLS)/licences: $(wildcard build/tools/licences/*) | $(STAMPS)/toolchain
	cd build/tools/licences && go build -o $(abspath $@) .
