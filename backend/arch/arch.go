// Package arch holds the tests that keep the program's shape: which package may import which, who may
// know a library, and that every package says what it is for. The table of floors is in floors_test.go;
// DESIGN and CONTRIBUTING tell the reasons at length, the tests' messages in short.
package arch
