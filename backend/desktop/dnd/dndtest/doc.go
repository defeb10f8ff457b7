// Package dndtest starts a private desktop for tests: a session bus, a screen, and a real notification
// daemon on them. Everything has a home of its own and ends with the test. A program that is missing
// skips the test with the name of the package that holds it.
package dndtest
