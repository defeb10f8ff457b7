//go:build unix

package main

import (
	"net"
	"syscall"
)

// listenPrivately opens a socket that only its owner may use, from its first moment on.
func listenPrivately(path string) (net.Listener, error) {
	before := syscall.Umask(0o177)
	defer syscall.Umask(before)
	return net.Listen("unix", path)
}
