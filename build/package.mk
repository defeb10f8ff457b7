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
package: packages-package package-linux ## .deb, .rpm, tarball, Windows installer and zip, checksums, lists of contents
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
