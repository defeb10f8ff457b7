// Package platforms holds what must be true of the packages: they are installed, used, upgraded and
// removed in a clean Debian, run under wine, or at least opened and looked into. `make test-platforms`
// makes them and runs it; without the build tag platforms there is nothing here.
package platforms
