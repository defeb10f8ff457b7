package main

import "net"

// listenPrivately opens a socket in the user's local data folder, whose access list protects it.
func listenPrivately(path string) (net.Listener, error) { return net.Listen("unix", path) }
