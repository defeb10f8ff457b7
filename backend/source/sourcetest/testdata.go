package sourcetest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// secrets are what tokens and keys of the services look like. What is made up is short, or says so.
var secrets = regexp.MustCompile(`gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60}|glpat-[\w-]{20}|xox[abpors]-\d{9,}-[\w-]{20,}|xapp-\d-\w{9,}` +
	`|pk_\d{6,}_[A-Z0-9]{30}|ya29\.[\w-]{40}|AKIA[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----|(?i:authorization): *(?:bearer|basic) +[\w+/=.-]{20}`)

// noSecretsKept looks through the samples of the source's own folder.
func noSecretsKept(t *testing.T) {
	if _, err := os.Stat("testdata"); err != nil {
		return
	}
	err := filepath.WalkDir("testdata", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if found := secrets.Find(text); found != nil {
			t.Errorf("%s holds what looks like a secret: %.12q…", path, found)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
