package main

import (
	"context"
	"net"
)

// listenPrivately opens a socket in the user's local data folder, whose access list protects it.
func listenPrivately(ctx context.Context, path string) (net.Listener, error) {
	return (&net.ListenConfig{}).Listen(ctx, "unix", path)
}
