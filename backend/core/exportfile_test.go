package core

import (
	"path/filepath"
	"testing"
	"time"
)

func TestAnExportNeverReplacesAFile(t *testing.T) {
	folder := t.TempDir()
	at := time.Date(2026, 3, 25, 12, 0, 0, 0, time.UTC)
	for _, want := range []string{"sluice-dune-co-2026-03-25.jsonl", "sluice-dune-co-2026-03-25-2.jsonl"} {
		file, err := newExport(folder, "", "Dune & Co", at)
		if err != nil {
			t.Fatal(err)
		}
		info, err := file.Stat()
		if filepath.Base(file.Name()) != want || err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("made %s, %v, %v; want %s", file.Name(), info.Mode(), err, want)
		}
		_ = file.Close()
	}
	file, err := newExport(filepath.Join(folder, "not there"), folder, "", at)
	if err != nil || filepath.Dir(file.Name()) != folder {
		t.Errorf("without a folder for downloads: %v", err)
	}
	_ = file.Close()
}

func TestNamesOfExportsAreTakenByEverySystem(t *testing.T) {
	for named, want := range map[string]string{
		"": "all", "../../etc": "etc", "Müller & Söhne": "müller-söhne", "株式会社": "株式会社", "a/b\\c:d": "a-b-c-d",
	} {
		if got := fileName(named); got != want {
			t.Errorf("%q is %q, want %q", named, got, want)
		}
	}
}
