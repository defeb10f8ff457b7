// Package bench takes the figures that Sluice is held to and prints each beside its bound. It uses the
// built programs on a private desktop with a real session bus; `make bench` builds them and runs it.
// docs/figures.md has the last table, and how each figure is taken.
//
// The files are behind the build tag bench, so that no test run takes minutes by accident. A figure
// that misses its bound is printed as "short"; only what goes wrong fails.
package bench
