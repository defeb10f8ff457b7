package mailtest

import "os/exec"

func alone(*exec.Cmd) {} // there is no such server on Windows

func end(c *exec.Cmd) { _ = c.Process.Kill() }
