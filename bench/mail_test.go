//go:build linux && bench

package bench

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/mail"
	"sluice/backend/source/mail/mailtest"
	"sluice/backend/source/sourcetest"
)

// TestMailImport reads a whole mailbox from Dovecot on loopback, as a first import without a bound does,
// in batches as the core asks for them. Beside it mbsync copies the same mailbox: it reads nothing of a
// mail, but writes each to a file (without waiting for the disk, FSync no).
func TestMailImport(t *testing.T) {
	n := 50_000
	if short {
		n = 5_000
	}
	box := mailtest.Shared(t).Mailbox(t, "bench")
	defer mailtest.Stop()
	for i := range n {
		box.Put(sourcetest.Message{
			ID: fmt.Sprintf("m%06d", i), Title: fmt.Sprintf("Message %d", i), Body: strings.Repeat("Some words of a message. ", 80),
			From: "Ana", At: time.Now().Add(-time.Duration(n-i) * time.Minute),
		})
	}
	warm(t, box) // the server's index is made by whoever comes first
	ours, heap := importAll(t, box, n)
	theirs, used := mbsync(t, box, n)
	note(t, "mail: first import from Dovecot", "%.0f messages a second (%d)", float64(n)/ours.Seconds(), n)
	note(t, "mail: the same mailbox by mbsync", "%.0f messages a second", float64(n)/theirs.Seconds())
	note(t, "mail: memory of the import", "%.1f MB of heap at most; mbsync %.1f MB in all", heap, used)
}

func warm(t *testing.T, box *mailtest.Mailbox) {
	t.Helper()
	if _, err := (mail.Source{}).Check(t.Context(), box.Account()); err != nil {
		t.Fatal(err)
	}
}

// importAll pulls until there is no more, and gives how long that took and the most memory in use
// between two batches, in MB.
func importAll(t *testing.T, box *mailtest.Mailbox, n int) (took time.Duration, heap float64) {
	t.Helper()
	begun, count := time.Now(), 0
	err := mail.Source{}.Pages(t.Context(), box.Account("read_is_done", ""), "", source.Budget{Requests: 50, Events: 200}, func(batch source.Batch) (bool, error) {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		count, heap = count+len(batch.Events), max(heap, float64(now.HeapInuse)/1e6)
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count != n {
		t.Errorf("of %d came %d", n, count)
	}
	return time.Since(begun), heap
}

// mbsync copies the mailbox, and gives how long that took and how much memory it had, in MB.
func mbsync(t *testing.T, box *mailtest.Mailbox, n int) (took time.Duration, used float64) {
	t.Helper()
	program, err := exec.LookPath("mbsync")
	if err != nil {
		t.Skip("mbsync is missing: install isync")
	}
	to := t.TempDir()
	host, port, _ := strings.Cut(box.TLS, ":")
	configuration := fmt.Sprintf(`FSync no

IMAPAccount far
Host %s
Port %s
User %s
Pass %s
SSLType IMAPS
CertificateFile %s

IMAPStore far
Account far

MaildirStore near
Path %s/
Inbox %s/INBOX

Channel all
Far :far:INBOX
Near :near:INBOX
Create Near
Sync Pull
SyncState *
`, host, port, box.User, mailtest.Password, box.Path("ca.pem"), to, to)
	file := filepath.Join(to, "mbsyncrc")
	if err := os.WriteFile(file, []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(context.Background(), program, "-c", file, "all")
	begun := time.Now()
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("mbsync: %v %s", err, said)
	}
	took = time.Since(begun)
	copied, _ := filepath.Glob(filepath.Join(to, "INBOX", "[nc]*", "*"))
	if len(copied) != n {
		t.Errorf("mbsync copied %d of %d", len(copied), n)
	}
	if usage, is := command.ProcessState.SysUsage().(*syscall.Rusage); is {
		used = float64(usage.Maxrss) / 1000
	}
	return took, used
}
