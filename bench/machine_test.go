//go:build linux && bench

package bench

import (
	"crypto/sha256"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A machine that others use, or that is a guest of another, is not as fast at every time. What is said
// of it with the table tells a slow program from a slow hour.

// machine is what the machine did until a moment.
type machine struct {
	total, stolen int // ticks of all processors; stolen: that the host gave to others
}

func lookAtMachine() (m machine) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return m
	}
	line, _, _ := strings.Cut(string(text), "\n")
	const stolen = 7
	for i, field := range strings.Fields(line)[1:] {
		ticks, _ := strconv.Atoi(field) // the kernel writes numbers
		m.total += ticks
		if i == stolen {
			m.stolen = ticks
		}
	}
	return m
}

// pace is how long the machine takes now for a fixed piece of work on one core: the best of three.
func pace() time.Duration {
	work := make([]byte, 32<<20)
	best := time.Hour
	for range 3 {
		begun := time.Now()
		sha256.Sum256(work)
		best = min(best, time.Since(begun))
	}
	return best
}

// since says how the machine was from a moment on.
func (m machine) since(before time.Duration) string {
	now := lookAtMachine()
	share := 100 * float64(now.stolen-m.stolen) / float64(max(1, now.total-m.total))
	return fmt.Sprintf("%d cores; load %s; %.1f %% stolen by the host; SHA-256 of 32 MB in %d ms before and %d ms after.\n",
		runtime.NumCPU(), load(), share, before.Milliseconds(), pace().Milliseconds())
}

// load is the system's load over one, five and fifteen minutes: whether others were at work.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(text))[:3], ", ")
}
