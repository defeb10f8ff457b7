//go:build !linux || !barewindow

// Command barewindow is built for the bench only, with the build tag barewindow on Linux.
package main

func main() {}
