//go:build unix

package main

import (
	"os"
	"syscall"
)

// again becomes the program that lies at a path now, with the arguments of this one. It comes back
// only with an error.
func again(path string) error { return syscall.Exec(path, os.Args, os.Environ()) }
