//go:build platforms

package platforms

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// terminal is a shell in a terminal of its own, as script(1) makes one. Keys are typed when the shell
// has shown what they follow on.
type terminal struct {
	*testing.T
	keys io.WriteCloser

	mu      sync.Mutex
	screen  bytes.Buffer
	changed chan struct{} // something more is on the screen
}

func (s *terminal) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.changed <- struct{}{}:
	default: // that was told already
	}
	return s.screen.Write(p)
}

// see waits until the screen shows a text, and forgets what was before it.
func (s *terminal) see(text string) {
	s.Helper()
	tooLong := time.After(time.Minute)
	for {
		s.mu.Lock()
		shown := s.screen.String()
		at := strings.Index(shown, text)
		if at >= 0 {
			s.screen.Next(at + len(text))
		}
		s.mu.Unlock()
		if at >= 0 {
			return
		}
		select {
		case <-s.changed:
		case <-tooLong:
			s.Fatalf("%q does not come; the screen shows %q", text, shown)
		}
	}
}

func (s *terminal) press(keys string) {
	s.Helper()
	_, err := io.WriteString(s.keys, keys)
	must(s.T, err)
}

// TestShellsComplete presses the tabulator in real shells. The program they complete is ours, but for
// what is run in the end, which is written down.
func TestShellsComplete(t *testing.T) {
	for _, shell := range []struct {
		name, start string // start: how to begin without anybody's own settings
		prepare     string // the first line typed; it makes the prompt "ready>"
	}{
		{"bash", "bash --noprofile --norc -i", `. $SHARE/bash-completion/completions/sluice; bind 'set enable-bracketed-paste off'; PS1='rea''dy>'`},
		{"zsh", "zsh -f -i", `fpath=($SHARE/zsh/vendor-completions $fpath); autoload -Uz compinit; compinit -u -d $HOME/dump; PS1='rea''dy>'`},
		{"fish", "fish --no-config -i", `source $SHARE/fish/vendor_completions.d/sluice.fish; function fish_prompt; echo -n rea''dy'>'; end`},
	} {
		t.Run(shell.name, func(t *testing.T) {
			home := t.TempDir()
			wrapper := "#!/bin/sh\nif [ \"$1\" = complete ]; then exec " + filepath.Join(stage, "bin/sluice") +
				" \"$@\"; fi\nprintf '%s|' \"$@\" >>" + home + "/said\necho >>" + home + "/said\necho fin''ished\n"
			must(t, os.WriteFile(filepath.Join(home, "sluice"), []byte(wrapper), 0o755))
			must(t, os.MkdirAll(filepath.Join(home, "folder-of-mine"), 0o755))
			if _, err := exec.LookPath(shell.name); err != nil {
				t.Skipf("%s is missing: build/packages.sh platforms installs it", shell.name)
			}
			s := &terminal{T: t, changed: make(chan struct{}, 1)}
			cmd := command(t, "script", "-qfec", shell.start, "/dev/null")
			cmd.Dir = home
			cmd.Env = []string{
				"HOME=" + home, "PATH=" + home + ":/usr/bin:/bin", "TERM=xterm", "LC_ALL=C.UTF-8", "SHELL=/bin/sh",
				"SHARE=" + filepath.Join(stage, "share"), "SLUICE_PROFILE=" + filepath.Join(home, "profile"), "XDG_RUNTIME_DIR=" + home,
			}
			cmd.Stdout, cmd.Stderr = s, s
			var err error
			s.keys, err = cmd.StdinPipe()
			must(t, err)
			must(t, cmd.Start())
			s.press(shell.prepare + "\r")
			s.see("ready>")
			for _, word := range []struct{ typed, becomes string }{
				{"sluice shi", "eld"}, {"st", "art"}, {"--fo", "r"},
			} {
				s.press(word.typed)
				s.see(word.typed[len(word.typed)-1:])
				s.press("\t")
				s.see(word.becomes)
			}
			s.press("25m\r")
			s.see("finished")
			s.see("ready>")
			s.press("sluice --profile fol")
			s.see("fol")
			s.press("\t")
			s.see("mine")
			s.press("\r")
			s.see("finished")
			s.press("exit\r")
			must(t, cmd.Wait())
			said := strings.ReplaceAll(read(t, filepath.Join(home, "said")), "/|", "|") // a folder may end in /
			if want := "shield|start|--for|25m|\n--profile|folder-of-mine|\n"; said != want {
				t.Errorf("the shell made %q of it, want %q", said, want)
			}
		})
	}
}
