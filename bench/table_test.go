//go:build linux && bench

package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// short is for trying the bench out: figures that are taken over a minute are taken over ten seconds.
var short = os.Getenv("SLUICE_BENCH") == "short"

// span is over how long a figure is taken that speaks of a minute.
func span() time.Duration {
	if short {
		return 10 * time.Second
	}
	return time.Minute
}

// figure is one line of the table.
type figure struct {
	name, measured, bound string
	verdict               string // ok, short, or empty where there is no bound
}

var table struct {
	mu      sync.Mutex
	figures []figure
}

// note adds a figure for information.
func note(t *testing.T, name, format string, args ...any) {
	t.Helper()
	add(t, figure{name: name, measured: fmt.Sprintf(format, args...)})
}

// atMost adds a figure that must not pass a bound.
func atMost(t *testing.T, name string, measured, bound float64, unit string) {
	t.Helper()
	add(t, bounded(name, measured, "≤ ", bound, unit, measured <= bound))
}

// atLeast adds a figure that must reach a bound.
func atLeast(t *testing.T, name string, measured, bound float64, unit string) {
	t.Helper()
	add(t, bounded(name, measured, "≥ ", bound, unit, measured >= bound))
}

func bounded(name string, measured float64, sign string, bound float64, unit string, holds bool) figure {
	f := figure{name: name, measured: figures(measured) + " " + unit, bound: sign + figures(bound) + " " + unit, verdict: "short"}
	if holds {
		f.verdict = "ok"
	}
	return f
}

// figures gives a number with as many decimals as mean something.
func figures(n float64) string {
	switch {
	case n == float64(int64(n)) || n >= 100:
		return fmt.Sprintf("%.0f", n)
	case n >= 10:
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.2f", n)
}

func add(t *testing.T, f figure) {
	t.Helper()
	t.Logf("%s: %s %s %s", f.name, f.measured, f.bound, f.verdict)
	table.mu.Lock()
	defer table.mu.Unlock()
	table.figures = append(table.figures, f)
}

// TestMain prints the table when all figures are taken, and keeps it in build/out/figures.md.
func TestMain(m *testing.M) {
	before, atFirst := pace(), lookAtMachine()
	code := m.Run()
	text := written() + "\n" + atFirst.since(before)
	fmt.Print("\n" + text)
	path := filepath.Join("..", "build", "out", "figures.md")
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, []byte(text), 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "keep the table:", err)
	}
	os.Exit(code)
}

func written() string {
	lines := [][4]string{{"figure", "measured", "bound", ""}}
	for _, f := range table.figures {
		lines = append(lines, [4]string{f.name, f.measured, f.bound, f.verdict})
	}
	var widths [4]int
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	var text strings.Builder
	for n, line := range lines {
		for i, cell := range line {
			fmt.Fprintf(&text, "| %s%s ", cell, strings.Repeat(" ", widths[i]-len([]rune(cell))))
		}
		text.WriteString("|\n")
		if n == 0 {
			for _, width := range widths {
				text.WriteString("|" + strings.Repeat("-", width+2))
			}
			text.WriteString("|\n")
		}
	}
	return text.String()
}
