# The versions of the tools that are no part of the program. `go install` checks them against Go's
# checksum database; none of them is in go.mod.
GOTESTSUM     := v1.13.0
GOLANGCI_LINT := v2.15.0
ACTIONLINT    := v1.7.12
# These make packages: .deb and .rpm, what a Windows program carries within, the list of what is inside.
NFPM          := v2.48.0
GO_WINRES     := v0.3.3
CYCLONEDX     := v1.10.0
