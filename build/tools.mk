# The versions of the tools that are no part of the program. `go install` checks them against Go's
# checksum database; none of them is in go.mod.
GOTESTSUM     := v1.13.0
GOLANGCI_LINT := v2.15.0
ACTIONLINT    := v1.7.12
GOVULNCHECK   := v1.9.0
# These make packages: .deb and .rpm, what a Windows program carries within, the list of what is inside.
# nfpm v2.45 is the last without MSIX, whose module not every proxy serves.
NFPM          := v2.45.0
GO_WINRES     := v0.3.3
CYCLONEDX     := v1.10.0
