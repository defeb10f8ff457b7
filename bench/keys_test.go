//go:build linux && bench

package bench

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"sluice/proof/desk"
)

// TestKeys presses keys in Chromium with 100,000 open items, and takes the time from each to the frame
// in which its result is painted.
func TestKeys(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is missing")
	}
	const items = 100_000
	d := desk.Bare(t)
	fill(d, items, items)
	core := d.Core("--http", "127.0.0.1:0")
	welcome(newClient(d))
	link := regexp.MustCompile(`http://\S+`).FindString(core.Ready)
	if link == "" {
		t.Fatalf("the core gives no link: %s", core.Ready)
	}
	rounds := "40"
	if short {
		rounds = "12"
	}
	command := exec.Command("node", "e2e/keys.bench.mjs", link, rounds)
	command.Dir = filepath.Join(desk.Root(t), "frontend")
	var wrong bytes.Buffer
	command.Stderr = &wrong
	told, err := command.Output()
	if err != nil {
		t.Fatalf("the keys cannot be measured: %v\n%s", err, wrong.String())
	}
	var times map[string][]float64
	if err := json.Unmarshal(told, &times); err != nil {
		t.Fatal(err)
	}
	for _, key := range []struct{ name, what string }{
		{"j", "j, the next item"}, {"e", "e, done"}, {"palette", "the palette opens"}, {"search", "a letter in the search, to what it finds"},
	} {
		var took []time.Duration
		for _, ms := range times[key.name] {
			took = append(took, time.Duration(ms*float64(time.Millisecond)))
		}
		atMost(t, "key to paint, 100,000 open: "+key.what+": p95", milliseconds(percentile(took, 0.95)), 50, "ms")
	}
}

// TestBundle weighs what the interface loads, as it is sent: text compressed, fonts as they are.
func TestBundle(t *testing.T) {
	dist := filepath.Join(desk.Root(t), "frontend", "dist")
	total := 0
	err := filepath.WalkDir(dist, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == ".gitkeep" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var packed bytes.Buffer
		w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		total += packed.Len()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	atMost(t, "interface: everything it loads, gzipped", float64(total)/1000, 250, "kB")
}
