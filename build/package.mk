# Packages of Sluice for the three systems, made on Linux; build/out/package holds them.
# The .dmg needs a Mac: .github/workflows/build.yml makes it with build/darwin/bundle.sh.

ARCH     := $(shell go env GOARCH 2>/dev/null || echo amd64)
PACKAGES := build/out/package
STAGE    := build/out/stage
# The date of the sources stands for that of every file, so that the same sources give the same bytes.
ifndef SOURCE_DATE_EPOCH
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
endif
DATED    := --sort=name --mtime=@$(SOURCE_DATE_EPOCH) --owner=0 --group=0 --numeric-owner
NAME     := sluice-$(VERSION)

.PHONY: package packages-package
package: packages-package package-linux package-windows package-lists ## .deb, .rpm, tarball, Windows installer and zip, checksums, lists of contents
	@ls -l $(PACKAGES)

packages-package:
	@build/packages.sh package

# ---- licences: those of everything that a program is made of go with it ----

LICENCES := build/out/licences
# Windows for other processors needs no other machine: WINARCH=arm64.
WINARCH  ?= amd64
WINDOWS  := $(BIN)/windows$(filter-out -amd64,-$(WINARCH))

$(LICENCES)/interface.md: $(STAMPS)/npm $(WEB_FILES) build/licences.sh
	build/licences.sh interface $@

$(LICENCES)/linux.txt: $(BIN)/sluice $(BIN)/sluice-window
$(LICENCES)/$(notdir $(WINDOWS)).txt: $(WINDOWS)/sluice.exe $(WINDOWS)/sluice-window.exe
$(LICENCES)/%.txt: $(LICENCES)/interface.md $(TOOLS)/licences
	build/licences.sh programs $@ $(TOOLS)/licences $< $(filter $(BIN)/sluice% $(WINDOWS)/%,$^)

# ---- Linux ----

.PHONY: stage-linux package-linux
stage-linux: build $(LICENCES)/linux.txt
	rm -rf $(STAGE)/linux
	build/linux/stage.sh "$(VERSION)" $(STAGE)/linux

package-linux: stage-linux $(TOOLS)/nfpm
	mkdir -p $(PACKAGES)
	rm -f $(PACKAGES)/*.deb $(PACKAGES)/*.rpm $(PACKAGES)/*-linux-*.tar.gz
	for kind in deb rpm; do \
		VERSION=$(VERSION) ARCH=$(ARCH) STAGE=$(STAGE)/linux LIBC=$$(build/linux/libc.sh $(BIN)/sluice-window) \
			$(TOOLS)/nfpm package --config build/linux/nfpm.yaml --packager $$kind --target $(PACKAGES)/ >/dev/null; \
	done
	rm -rf $(STAGE)/tar && mkdir -p $(STAGE)/tar
	cp -r $(STAGE)/linux/usr $(STAGE)/tar/$(NAME)
	cp build/linux/README LICENSE $(STAGE)/tar/$(NAME)/
	install -m755 build/linux/install.sh $(STAGE)/tar/$(NAME)/
	tar -C $(STAGE)/tar $(DATED) -cf - $(NAME) | gzip -9n >$(PACKAGES)/$(NAME)-linux-$(ARCH).tar.gz

# ---- Windows ----

WINSTAGE := $(STAGE)/$(notdir $(WINDOWS))
WEBVIEW2 = $(shell go list -m -f '{{.Dir}}' github.com/wailsapp/wails/v2)/internal/webview2runtime/MicrosoftEdgeWebview2Setup.exe

.PHONY: windows package-windows
windows: $(WINDOWS)/sluice.exe $(WINDOWS)/sluice-core.exe $(WINDOWS)/sluice-window.exe

# The core twice: for a terminal, and without one, or a black window would open beside ours.
$(WINDOWS)/sluice.exe $(WINDOWS)/sluice-core.exe: $(CORE_NEEDS) build/windows/winres.json build/windows/icon.ico $(TOOLS)/go-winres
	GOOS=windows GOARCH=$(WINARCH) CGO_ENABLED=0 go build -ldflags "$(LDFLAGS) $(if $(findstring -core,$@),-H windowsgui)" -o $@ ./backend/cmd/sluice
	build/windows/dress.sh $(TOOLS)/go-winres $@ "Sluice$(if $(findstring -core,$@),'s core)" "$(VERSION)"

$(WINDOWS)/sluice-window.exe: $(GO_FILES) build/windows/winres.json build/windows/icon.ico $(TOOLS)/go-winres
	GOOS=windows GOARCH=$(WINARCH) CGO_ENABLED=0 go build -tags desktop,production -ldflags "$(LDFLAGS) -H windowsgui" -o $@ .
	build/windows/dress.sh $(TOOLS)/go-winres $@ "Sluice's window" "$(VERSION)"

package-windows: windows $(LICENCES)/$(notdir $(WINDOWS)).txt
	rm -rf $(WINSTAGE) $(PACKAGES)/*-windows-$(WINARCH)*
	mkdir -p $(WINSTAGE)/$(NAME) $(PACKAGES)
	cp $(WINDOWS)/*.exe $(WINSTAGE)/$(NAME)/
	sed 's/$$/\r/' LICENSE >$(WINSTAGE)/$(NAME)/LICENSE.txt
	sed 's/$$/\r/' $(LICENCES)/$(notdir $(WINDOWS)).txt >$(WINSTAGE)/$(NAME)/THIRD-PARTY.txt
	sed 's/$$/\r/' build/windows/README.txt >$(WINSTAGE)/$(NAME)/README.txt
	find $(WINSTAGE) -exec touch -d @$(SOURCE_DATE_EPOCH) {} +
	cd $(WINSTAGE) && find $(NAME) -type f | sort | TZ=UTC zip -qX9@ $(abspath $(PACKAGES))/$(NAME)-windows-$(WINARCH).zip
	cp --preserve=timestamps $(WEBVIEW2) $(WINSTAGE)/ && touch -d @$(SOURCE_DATE_EPOCH) $(WINSTAGE)/*.exe
	cd build/windows && makensis -V2 -WX -INPUTCHARSET UTF8 $(if $(filter arm64,$(WINARCH)),-DARM64) -DVERSION=$(VERSION) -DNUMBERS=$$(./numbers.sh $(VERSION)) \
		-DPROGRAMS=$(abspath $(WINSTAGE)/$(NAME)) -DWEBVIEW2=$(abspath $(WINSTAGE))/MicrosoftEdgeWebview2Setup.exe \
		-DTARGET=$(abspath $(PACKAGES))/$(NAME)-windows-$(WINARCH)-setup.exe installer.nsi

# ---- what lies beside them ----

.PHONY: package-source package-lists
# The sources, and the recipe that makes a package of them on Arch.
package-source:
	mkdir -p $(PACKAGES)
	find $(PACKAGES) -name 'sluice-*.tar.gz' ! -name '*-linux-*' -delete # those of other versions
	git archive --format=tar --prefix=$(NAME)/ HEAD | gzip -9n >$(PACKAGES)/$(NAME).tar.gz
	sed -e "s/^pkgver=.*/pkgver=$(VERSION)/" \
		-e "s/^sha256sums=.*/sha256sums=($$(sha256sum $(PACKAGES)/$(NAME).tar.gz | cut -d' ' -f1))/" \
		build/linux/PKGBUILD >$(PACKAGES)/PKGBUILD

# Lists of what is inside, with licences, by CycloneDX, and checksums of everything. That of the interface names what it
# is built with, too: all of it is a development dependency of a page that is built once.
package-lists: package-source build $(TOOLS)/cyclonedx-gomod $(TOOLS)/licences $(STAMPS)/npm
	rm -f $(PACKAGES)/*.cdx.json
	for program in sluice sluice-window; do \
		$(TOOLS)/cyclonedx-gomod bin -json -noserial -notimestamp -version v$(VERSION) \
			-output $(PACKAGES)/$$program-$(VERSION).cdx.json $(BIN)/$$program; \
		$(TOOLS)/licences fill $(PACKAGES)/$$program-$(VERSION).cdx.json; \
	done
	cd frontend && npm sbom --sbom-format=cyclonedx --package-lock-only >$(abspath $(PACKAGES))/sluice-interface-$(VERSION).cdx.json
	cd $(PACKAGES) && rm -f SHA256SUMS && sums=$$(sha256sum *) && echo "$$sums" >SHA256SUMS

# ---- macOS, on a Mac alone ----

MACOS := $(BIN)/macos

.PHONY: package-macos
package-macos: frontend/dist/index.html $(LICENCES)/interface.md $(TOOLS)/licences ## on a Mac: Sluice.app for both kinds of processor, in a .dmg
	mkdir -p $(MACOS) $(PACKAGES) $(STAGE)/macos
	for arch in amd64 arm64; do \
		GOOS=darwin GOARCH=$$arch CGO_ENABLED=1 go build -ldflags "$(LDFLAGS)" -o $(MACOS)/sluice-$$arch ./backend/cmd/sluice && \
		GOOS=darwin GOARCH=$$arch CGO_ENABLED=1 go build -tags desktop,production -ldflags "$(LDFLAGS)" -o $(MACOS)/sluice-window-$$arch . || exit 1; \
	done
	lipo -create -output $(MACOS)/sluice $(MACOS)/sluice-amd64 $(MACOS)/sluice-arm64
	lipo -create -output $(MACOS)/sluice-window $(MACOS)/sluice-window-amd64 $(MACOS)/sluice-window-arm64
	build/licences.sh programs $(LICENCES)/macos.txt $(TOOLS)/licences $(LICENCES)/interface.md $(MACOS)/sluice-arm64 $(MACOS)/sluice-window-arm64
	build/darwin/bundle.sh "$(VERSION)" $(abspath $(MACOS))/sluice $(abspath $(MACOS))/sluice-window $(abspath $(LICENCES))/macos.txt $(abspath $(STAGE))/macos
	build/darwin/sign.sh $(STAGE)/macos $(PACKAGES)/$(NAME)-macos-universal.dmg

# ---- are they right? ----

PLATFORMS := build/out/platforms

# What speaks with the desktop, against the real programs of it. Run anew each time: Go's cache of results
# does not know of programs that were installed meanwhile, GNOME's shell among them. Pictures of the tray
# in a panel lie in build/out/tray.
DESKTOP := $(addprefix ./backend/desktop/,capture dnd idle notify prefs tray wake)

.PHONY: test-platforms packages-platforms test-debian test-desktop test-wine package-check
test-platforms: packages-platforms package $(PLATFORMS)/older.deb $(PLATFORMS)/clean.tar $(TOOLS)/gotestsum ## the packages: installed, used, upgraded, removed in a clean Debian; real desktops; wine; macOS's types
	$(TOOLS)/gotestsum --format standard-quiet -- -tags platforms -count=1 -timeout 20m ./build/platforms/...
	@$(MAKE) --no-print-directory test-desktop test-wine

# The .deb alone; as root, without whom there is no clean Debian.
test-debian: packages-platforms $(PLATFORMS)/older.deb $(PLATFORMS)/clean.tar $(TOOLS)/gotestsum
	$(GOTEST) --packages ./build/platforms/... -- -tags platforms -count=1 -run TestDebian

test-desktop: packages-platforms $(TOOLS)/gotestsum
	mkdir -p build/out/tray
	TRAY_PICTURES=$(abspath build/out/tray) $(GOTEST) --packages "$(DESKTOP)" -- -count=1

test-wine: packages-platforms $(TOOLS)/gotestsum ## the core's tests as a Windows program under wine64
	build/platforms/test-wine.sh $(TOOLS)/gotestsum

package-check: package ## make the packages twice, in different folders, and compare every byte
	build/package-check.sh "$(VERSION)" $(PACKAGES)

packages-platforms:
	@build/packages.sh platforms

$(PLATFORMS)/older.deb: $(BIN)/sluice-window $(LICENCES)/linux.txt $(CORE_NEEDS) build/platforms/newer.sh $(wildcard build/linux/*) $(TOOLS)/nfpm
	build/platforms/newer.sh $(TOOLS)/nfpm $(PLATFORMS)

# Made anew when it is a week old, as the mirror moves on.
$(PLATFORMS)/clean.tar: build/platforms/clean.sh
	build/platforms/clean.sh $@
$(shell find $(PLATFORMS)/clean.tar -mtime +7 -delete 2>/dev/null)
