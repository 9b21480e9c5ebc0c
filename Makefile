# One way in. `make` alone prints what there is.
SHELL := /bin/bash
MVN := . .ci/maven-on-25 && mvn -B -ntp
.DEFAULT_GOAL := help

# The demo: every port moves by PORT_OFFSET; HOST serves desk phones on that address instead of loopback.
export PORT_OFFSET HOST RUN_DIR BASE_IMAGE

.PHONY: help demo demo-up demo-up-now demo-down demo-reset test check images format fetch package bench bench-signalling bench-media bench-idle soak rfc clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  The demo takes PORT_OFFSET=10000 (moves all ports) and HOST=192.0.2.10 (serves that address)."

demo: ## Build what is missing, start everything, print how to sign in and register a phone; Ctrl-C stops it
	@pbx-e2e/src/main/shell/demo run

demo-up: ## The same in the background: returns when ready (0) or failed (1, with the reason and the log)
# A failed recipe ends make with 2, whatever its own code was. The only 1 that make knows is the "no" of `make -q`: so that is
# asked here. The line with + is run all the same; the last line, empty where the demo is up, is the answer.
ifeq ($(MAKECMDGOALS),demo-up)
MAKEFLAGS += -q
demo-up: demo-up-now
	$(if $(shell RUN_DIR='$(RUN_DIR)' pbx-e2e/src/main/shell/demo status),,false)
demo-up-now:
	+@MAKEFLAGS= pbx-e2e/src/main/shell/demo up || true
else
	@pbx-e2e/src/main/shell/demo up
endif

demo-down: ## Stop the background demo
	@pbx-e2e/src/main/shell/demo down

demo-reset: ## Forget the demo's data (users, voicemail, records, certificates)
	@pbx-e2e/src/main/shell/demo reset

test: ## Every test: unit, architecture, transcripts, integration, system (real phones, real browser), console
	@.ci/test

check: ## The quick inner loop, offline: format, warnings as errors, NullAway, unit, architecture, transcripts
	@.ci/check

images: ## Container images as tar files in target/images, without Docker (BASE_IMAGE=... takes another base)
	@.ci/images

format: ## Format all Java sources
	@$(MVN) -q spotless:apply

fetch: ## Fetch every library and plugin once, so that `make check` works offline
	@$(MVN) -q -Dskip.ui=true spotless:check test-compile

package: ## Build all jars, no tests
	@.ci/preflight && $(MVN) -q package -DskipTests

bench: ## What the hot paths cost: parser, transactions, digest, SRTP (BENCH=Srtp picks some)
	@$(MVN) -q -Dskip.ui=true -Pbench -DskipTests test -pl pbx-e2e -am $(if $(BENCH),-Dbench=$(BENCH))

bench-signalling: ## What a registration and a call cost the running services, under SIPp, beside Kamailio (QUICK=1: in some 14 minutes)
	@$(MVN) -q -Dskip.ui=true -Pbench -DskipTests test -pl pbx-e2e -am \
		-Dbench.command="org.ringfort.e2e.bench.signalling.SignallingBench $(CURDIR) $(if $(QUICK),quick)"

bench-media: ## What a relayed packet costs pbx-media under real SRTP, beside rtpengine (QUICK=1: in five minutes)
	@$(MVN) -q -Dskip.ui=true -Pbench -DskipTests package -pl pbx-e2e,pbx-media -am \
		-Dbench.command="org.ringfort.e2e.bench.media.MediaBench $(CURDIR) $(if $(QUICK),quick)"

bench-flood: ## Whether people can call while a stranger sends 20,000 datagrams a second, and 10,000 handshakes stall (six minutes)
	@$(MVN) -q -Dskip.ui=true -Pbench -DskipTests test -pl pbx-e2e -am \
		-Dbench.command="org.ringfort.e2e.bench.flood.FloodBench $(CURDIR)"

bench-idle: ## What each of 10,000 idle registrations over TLS holds of memory
	@$(MVN) -q -Dskip.ui=true -Pbench -DskipTests test -pl pbx-e2e -am \
		-Dbench.command="org.ringfort.e2e.bench.soak.IdleRegistrations $(CURDIR)"

soak: ## Good and hostile traffic together for an hour (MINUTES=60): does anything grow? Draws target/soak/soak.svg
	@$(MVN) -q -Dskip.ui=true -Pbench -DskipTests test -pl pbx-e2e -am \
		-Dbench.command="org.ringfort.e2e.bench.soak.Soak $(CURDIR) $(or $(MINUTES),60)"

rfc: ## Print docs/architecture/rfc-coverage.md from the @rfc tags in the sources
	@$(MVN) -q -Dskip.ui=true test -pl pbx-testkit -am -Dtest=RfcCoverageTest -Dsurefire.failIfNoSpecifiedTests=false -Dringfort.rfc.write=true

clean: ## Remove what was built (the demo's data stays)
	@$(MVN) -q clean
