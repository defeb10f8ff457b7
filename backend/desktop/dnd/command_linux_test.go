package dnd

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestACommandThatHangsIsGivenUp has a program that says it runs and then waits for ever.
func TestACommandThatHangsIsGivenUp(t *testing.T) {
	dir := t.TempDir()
	runs, never, program := filepath.Join(dir, "runs"), filepath.Join(dir, "never"), filepath.Join(dir, "program")
	for _, pipe := range []string{runs, never} {
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho > "+runs+"\nexec cat "+never+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	given := make(chan error)
	go func() {
		_, err := (&bus{}).command(ctx, program)
		given <- err
	}()
	if _, err := os.ReadFile(runs); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-given; !errors.Is(err, context.Canceled) {
		t.Fatalf("the command gave %v", err)
	}
}
