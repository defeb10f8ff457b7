# The versions of the tools that are no part of the program. `go install` checks them against Go's
# checksum database; none of them is in go.mod.
GOTESTSUM     := v1.13.0
GOLANGCI_LINT := v2.15.0
ACTIONLINT    := v1.7.12
