package remote

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"sluice/backend/fault"
	"sluice/backend/profile"
)

// Names and measures of starting a core.
const (
	startLog    = "start.log"           // in the profile's folder: what a core said before its own log was open
	startWithin = 15 * time.Second      // with a database to check after a crash it may take seconds
	askEvery    = 30 * time.Millisecond // a core is ready 0.1 s after its start
	graceOfPeer = 2 * time.Second       // for a core that another process started at the same moment
	tellAtMost  = 4 << 10               // bytes read back from startLog
	corePerm    = os.FileMode(0o600)    // of startLog
	logFlags    = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
)

// Start makes sure that a core serves the profile: if none answers it runs the one beside this program,
// detached, and waits until it answers. It may be called when one runs already, and by two processes at
// once. An error is a fault whose sentence says what the core said: fault.NotFound when there is no core
// beside this program, fault.NotRunning when it ended at once, fault.Unreachable when it did not get
// ready in time (15 s, or the context's own end).
func Start(ctx context.Context, p profile.Profile) error {
	if Running(ctx, p) {
		return nil
	}
	core, err := coreBeside()
	if err != nil {
		return err
	}
	return start(ctx, p, core)
}

// coreBeside is the core's program file: in the folder of this program, links followed.
func coreBeside() (string, error) {
	own, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program's folder: %w", err)
	}
	if followed, err := filepath.EvalSymlinks(own); err == nil {
		own = followed
	}
	for _, name := range coreNames {
		path := filepath.Join(filepath.Dir(own), name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path, nil
		}
	}
	return "", fault.New(fault.NotFound, "Sluice's core is missing: there is no %s in %s. Install Sluice again.", coreNames[0], filepath.Dir(own))
}

func start(ctx context.Context, p profile.Profile, core string) error {
	if err := p.Prepare(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	ended, err := launch(p, core)
	if err != nil {
		return err
	}
	return await(ctx, p, ended)
}

// launch runs the core so that it outlives this process. Its first words go to a file, not to a pipe:
// writing to a pipe whose reader is gone would kill it. The channel closes when the core has ended.
func launch(p profile.Profile, core string) (ended <-chan struct{}, err error) {
	words, err := os.OpenFile(filepath.Join(p.Dir(), startLog), logFlags, corePerm)
	if err != nil {
		return nil, fault.Wrap(err, fault.ReadOnly, "Nothing can be written to the profile's folder %s.", p.Dir())
	}
	defer func() { _ = words.Close() }()
	// No context: the core must not end with the caller.
	command := exec.Command(core, "core", "--profile", p.Dir()) //nolint:noctx // our own program, found beside us
	command.Dir = p.Dir()
	command.Stdout, command.Stderr = words, words
	detach(command)
	if err := command.Start(); err != nil {
		return nil, fault.Wrap(err, fault.NotRunning, "Sluice's core %s cannot be started.", core)
	}
	done := make(chan struct{})
	go func() {
		_ = command.Wait() // how it ended is told by startLog
		close(done)
	}()
	return done, nil
}

// await asks until the core answers. A core that ended may have made way for one that another process
// started at the same moment: that one gets a little time to answer.
func await(ctx context.Context, p profile.Profile, ended <-chan struct{}) error {
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	var last <-chan time.Time
	for !Running(ctx, p) {
		select {
		case <-ended:
			ended, last = nil, time.After(graceOfPeer)
		case <-last:
			return fault.New(fault.NotRunning, "Sluice's core ended at once. %s", lastWords(p))
		case <-ctx.Done():
			return fault.Wrap(ctx.Err(), fault.Unreachable, "Sluice's core did not get ready in time. %s", lastWords(p))
		case <-tick.C:
		}
	}
	return nil
}

// lastWords is the last line that a core wrote before its own log was open, or where to look.
func lastWords(p profile.Profile) string {
	text, err := os.ReadFile(filepath.Join(p.Dir(), startLog))
	if err != nil || len(bytes.TrimSpace(text)) == 0 {
		return "Its log is " + p.Log() + "."
	}
	text = bytes.TrimSpace(text[max(0, len(text)-tellAtMost):])
	return "It said: " + string(text[bytes.LastIndexByte(text, '\n')+1:])
}
