package main

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"sluice/backend/fault"
)

type exportCommand struct {
	File   string `arg:"" optional:"" help:"Where to, a file that is not there yet; to the terminal without it."`
	Client string `help:"What belongs to a client, or all; to the active client without it." placeholder:"NAME"`
}

// Run writes JSON Lines, also without --json: that is what an export is.
func (e exportCommand) Run(c *call) error {
	if e.File == "" {
		return c.client.Stream(c.ctx, "/export"+clientQuery(e.Client), c.out)
	}
	err := writeNew(e.File, func(to io.Writer) error { return c.client.Stream(c.ctx, "/export"+clientQuery(e.Client), to) })
	if err != nil {
		return err
	}
	return c.say(map[string]string{"file": e.File}, func() { c.printf("Exported to %s.\n", plain(e.File)) })
}

// writeNew writes a file that must not be there yet, under another name first, so that it is there
// whole or not at all.
func writeNew(name string, write func(to io.Writer) error) error {
	if _, err := os.Lstat(name); err == nil {
		return fault.New(fault.Conflict, "There is a file %s already. Choose another name, or move it away.", name)
	}
	part := name + ".part"
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return explainFile(err, name)
	}
	err = write(file)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(part, name)
	}
	if err != nil {
		_ = os.Remove(part) // what went wrong before is what counts
	}
	return explainFile(err, name)
}

// explainFile turns what the system says of a file into a sentence; faults pass unchanged.
func explainFile(err error, file string) error {
	var known *fault.Fault
	var system *fs.PathError
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fault.Wrap(err, fault.NotFound, "There is no folder for %s. Make it first, or choose another place.", file)
	case errors.As(err, &system):
		return fault.Wrap(err, fault.ReadOnly, "The file %s cannot be written: %v. Choose another place.", file, system.Err)
	}
	return err
}
