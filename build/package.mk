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
package: packages-package package-linux package-windows ## .deb, .rpm, tarball, Windows installer and zip, checksums, lists of contents
	@ls -l $(PACKAGES)

packages-package:
	@build/packages.sh package

# ---- Linux ----

.PHONY: stage-linux package-linux
stage-linux: build
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
	tar -C $(STAGE)/tar $(DATED) -cf - $(NAME) | gzip -9n >$(PACKAGES)/$(NAME)-linux-$(ARCH).tar.gz

# ---- Windows ----

WINDOWS := $(BIN)/windows
WEBVIEW2 = $(shell go list -m -f '{{.Dir}}' github.com/wailsapp/wails/v2)/internal/webview2runtime/MicrosoftEdgeWebview2Setup.exe

.PHONY: windows package-windows
windows: $(WINDOWS)/sluice.exe $(WINDOWS)/sluice-core.exe $(WINDOWS)/sluice-window.exe

# The core twice: for a terminal, and without one, or a black window would open beside ours.
$(WINDOWS)/sluice.exe $(WINDOWS)/sluice-core.exe: $(CORE_NEEDS) build/windows/winres.json build/windows/icon.ico $(TOOLS)/go-winres
	GOOS=windows CGO_ENABLED=0 go build -ldflags "$(LDFLAGS) $(if $(findstring -core,$@),-H windowsgui)" -o $@ ./backend/cmd/sluice
	build/windows/dress.sh $(TOOLS)/go-winres $@ "Sluice$(if $(findstring -core,$@),'s core)" "$(VERSION)"

$(WINDOWS)/sluice-window.exe: $(GO_FILES) build/windows/winres.json build/windows/icon.ico $(TOOLS)/go-winres
	GOOS=windows CGO_ENABLED=0 go build -tags desktop,production -ldflags "$(LDFLAGS) -H windowsgui" -o $@ .
	build/windows/dress.sh $(TOOLS)/go-winres $@ "Sluice's window" "$(VERSION)"

package-windows: windows
	rm -rf $(STAGE)/windows $(PACKAGES)/*-windows-*
	mkdir -p $(STAGE)/windows/$(NAME) $(PACKAGES)
	cp $(WINDOWS)/*.exe $(STAGE)/windows/$(NAME)/
	sed 's/$$/\r/' LICENSE >$(STAGE)/windows/$(NAME)/LICENSE.txt
	sed 's/$$/\r/' build/windows/README.txt >$(STAGE)/windows/$(NAME)/README.txt
	find $(STAGE)/windows -exec touch -d @$(SOURCE_DATE_EPOCH) {} +
	cd $(STAGE)/windows && find $(NAME) -type f | sort | TZ=UTC zip -qX9@ $(abspath $(PACKAGES))/$(NAME)-windows-amd64.zip
	cp --preserve=timestamps $(WEBVIEW2) $(STAGE)/windows/ && touch -d @$(SOURCE_DATE_EPOCH) $(STAGE)/windows/*.exe
	cd build/windows && makensis -V2 -WX -INPUTCHARSET UTF8 -DVERSION=$(VERSION) -DNUMBERS=$$(./numbers.sh $(VERSION)) \
		-DPROGRAMS=$(abspath $(STAGE)/windows/$(NAME)) -DWEBVIEW2=$(abspath $(STAGE)/windows)/MicrosoftEdgeWebview2Setup.exe \
		-DTARGET=$(abspath $(PACKAGES))/$(NAME)-windows-amd64-setup.exe installer.nsi
