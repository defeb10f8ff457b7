//go:build unix

package main

import (
	"context"
	"net"
	"syscall"
)

// listenPrivately opens a socket that only its owner may use, from its first moment on.
func listenPrivately(ctx context.Context, path string) (net.Listener, error) {
	before := syscall.Umask(0o177)
	defer syscall.Umask(before)
	return (&net.ListenConfig{}).Listen(ctx, "unix", path)
}
