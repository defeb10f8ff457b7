//go:build linux && bench

package bench

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sluice/proof/desk"
)

// TestKeys presses keys in Chromium with 100,000 open items, and takes the time from each to the frame
// in which its result is painted.
func TestKeys(t *testing.T) {
	for _, program := range []string{"node", "chromium"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program + " is missing: make bench installs it")
		}
	}
	const items = 100_000
	d := desk.Bare(t)
	fill(d, items, items)
	link := serving(d)
	welcome(newClient(d))
	rounds := "40"
	if short {
		rounds = "12"
	}
	// A browser that hangs must not keep the other figures from being printed.
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, "node", filepath.Join(desk.Root(t), "bench", "keys.mjs"), link, rounds)
	command.WaitDelay = 5 * time.Second // its browser may hold the pipe
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
		if len(took) == 0 {
			t.Errorf("nothing came of %s", key.what)
			continue
		}
		atMost(t, "key to paint, 100,000 open: "+key.what+": p95", milliseconds(percentile(took, 0.95)), 50, "ms")
	}
}

// serving starts a core that serves a browser, and gives the link to its interface.
func serving(d *desk.Desk) string {
	d.T.Helper()
	command := exec.Command(d.Program("sluice"), "core", "--http", "127.0.0.1:0", "--profile", filepath.Join(d.Dir, "profile"))
	command.Env = []string{"HOME=" + d.Dir, "XDG_RUNTIME_DIR=" + filepath.Join(d.Dir, "run")}
	out, err := command.StdoutPipe()
	if err != nil {
		d.T.Fatal(err)
	}
	if err := command.Start(); err != nil {
		d.T.Fatal(err)
	}
	d.T.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait() // interrupted, as it should be
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if link := regexp.MustCompile(`http://\S+`).FindString(lines.Text()); link != "" {
			return link
		}
	}
	d.T.Fatal("the core gives no link")
	return ""
}

// TestBundle weighs what the interface is built to, as it is sent, in the language whose words weigh most: a
// page has the words of one. Fonts are files of their own, which are packed already; the one of further Latin
// letters is loaded only where such a letter is on the page.
func TestBundle(t *testing.T) {
	dist := filepath.Join(desk.Root(t), "frontend", "dist")
	common, font, further, language := 0, 0, 0, map[string]int{}
	err := filepath.WalkDir(dist, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == ".gitkeep" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		weight, err := packed(content)
		if words := languageFile.FindStringSubmatch(entry.Name()); words != nil {
			language[words[1]] += weight
			return err
		}
		switch name := entry.Name(); {
		case strings.Contains(name, "latin-ext"):
			further += weight
		case strings.HasSuffix(name, ".woff2"):
			font += weight
		default:
			common += weight
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(language) == 0 {
		t.Fatal("no words of any language are in", dist)
	}
	heaviest := slices.Max(slices.Collect(maps.Values(language)))
	atMost(t, "interface: page, program and styles, gzipped", float64(common+heaviest)/1000, 250, "kB")
	for _, name := range slices.Sorted(maps.Keys(language)) {
		note(t, "interface: of that the words, "+name, "%.0f kB", float64(language[name])/1000)
	}
	note(t, "interface: font beside it", "%.0f kB", float64(font)/1000)
	note(t, "interface: font of further Latin letters, where needed", "%.0f kB", float64(further)/1000)
}

var languageFile = regexp.MustCompile(`^(en|de)-[\w-]+\.js$`)

// packed gives how many bytes a content has when it is sent.
func packed(content []byte) (int, error) {
	var sent bytes.Buffer
	w, err := gzip.NewWriterLevel(&sent, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(content); err != nil {
		return 0, err
	}
	err = w.Close()
	return sent.Len(), err
}
