//go:build linux && bench

package bench

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"sluice/proof/desk"
)

// TestProgram weighs the core and starts it several times on a profile with 10,000 items.
func TestProgram(t *testing.T) {
	d := desk.Bare(t)
	program := d.Program("sluice")
	info, err := os.Stat(program)
	if err != nil {
		t.Fatal(err)
	}
	note(t, "core: program file", "%.1f MB", float64(info.Size())/(1<<20))
	fill(d, 10_000, 500)
	var starts []time.Duration
	for range 7 {
		starts = append(starts, start(t, d, program))
	}
	note(t, "core: start to ready, median", "%.0f ms", milliseconds(percentile(starts, 0.5)))
}

// start gives how long a core takes until it says that it is ready, and ends it.
func start(t *testing.T, d *desk.Desk, program string) time.Duration {
	t.Helper()
	command := exec.Command(program, "core", "--profile", filepath.Join(d.Dir, "profile"))
	command.Env = []string{"HOME=" + d.Dir, "XDG_RUNTIME_DIR=" + filepath.Join(d.Dir, "run")}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_, err = bufio.NewReader(out).ReadString('\n')
	took := time.Since(begun)
	if err != nil {
		t.Errorf("the core never got ready: %v", err)
	}
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	_ = command.Wait() // interrupted, as it should be
	return took
}
