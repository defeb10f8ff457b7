//go:build proof

package main

// closeInspector leaves WebKit's inspector to the proof, which drives the window through it.
func closeInspector() {}
