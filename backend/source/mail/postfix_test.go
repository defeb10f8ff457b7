package mail_test

import (
	"bytes"
	"fmt"
	netmail "net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/mail"
	"sluice/backend/source/mail/mailtest"
)

// postfix is a real mail server on loopback, with a configuration and queues of its own. It asks Dovecot
// for passwords, as most do, and delivers into Maildirs.
type postfix struct {
	start, tls string // host:port of the submission
}

func newPostfix(t *testing.T, d *mailtest.Server) postfix {
	t.Helper()
	if _, err := os.Stat("/usr/lib/postfix/sbin/master"); err != nil {
		t.Skip("/usr/lib/postfix/sbin/master is missing: install postfix")
	}
	if os.Getuid() != 0 {
		t.Skip("Postfix can only be started by root")
	}
	p := postfix{mailtest.FreeAddress(), mailtest.FreeAddress()}
	dir := d.Path("postfix")
	for _, sub := range []string{"", "queue", "data", "etc"} {
		must(os.MkdirAll(filepath.Join(dir, sub), 0o755))
	}
	mine, err := exec.Command("id", "-u", "postfix").Output()
	must(err)
	uid, err := strconv.Atoi(strings.TrimSpace(string(mine)))
	must(err)
	must(os.Chown(filepath.Join(dir, "data"), uid, -1))
	fill := strings.NewReplacer("DIR", d.Root, "START", p.start, "TLS", p.tls, "UID", strconv.Itoa(d.UID), "GID", strconv.Itoa(d.GID))
	must(d.Write("postfix/etc/main.cf", []byte(fill.Replace(mainCF))))
	must(d.Write("postfix/etc/master.cf", []byte(fill.Replace(masterCF))))
	run := func(what string) ([]byte, error) {
		return exec.Command("postfix", "-c", filepath.Join(dir, "etc"), what).CombinedOutput()
	}
	if said, err := run("start"); err != nil {
		log, _ := os.ReadFile(filepath.Join(dir, "log"))
		t.Fatalf("Postfix does not start: %v\n%s%s", err, said, log)
	}
	t.Cleanup(func() {
		if said, err := run("stop"); err != nil {
			t.Errorf("Postfix does not stop: %v %s", err, said)
		}
	})
	for _, address := range []string{p.start, p.tls} {
		must(mailtest.Answers(address))
	}
	return p
}

const mainCF = `compatibility_level = 3.6
queue_directory = DIR/postfix/queue
data_directory = DIR/postfix/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = DIR/postfix/log
maillog_file_prefixes = DIR
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
myhostname = mail.exam.test
mydestination =
alias_maps =
virtual_mailbox_domains = exam.test
virtual_mailbox_base = DIR/home
virtual_mailbox_maps = inline:{{bo@exam.test = bo@exam.test/Maildir/}}
virtual_minimum_uid = 1
virtual_uid_maps = static:UID
virtual_gid_maps = static:GID
smtpd_tls_cert_file = DIR/server.pem
smtpd_tls_key_file = DIR/server.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = DIR/run/auth-client
smtpd_relay_restrictions = permit_sasl_authenticated, reject
`

//nolint:dupword // the columns of a table
const masterCF = `START inet n - n - - smtpd
TLS inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`

func TestAReplyGoesThroughPostfixOnce(t *testing.T) {
	d := mailtest.Shared(t)
	p := newPostfix(t, d)
	ana, bo := d.Mailbox(t, "ana"), d.Mailbox(t, "bo")
	must(os.MkdirAll(filepath.Dir(bo.Dir("")), 0o755))
	must(os.Chown(filepath.Dir(bo.Dir("")), d.UID, d.GID))
	asked := "From: =?utf-8?Q?Bo_Lind=C3=A9n?= <bo@exam.test>\r\nTo: ana@exam.test\r\nSubject: =?utf-8?Q?Angebot_f=C3=BCr_Mai?=\r\n" +
		"Message-ID: <q-2@bo.test>\r\nReferences: <q-1@bo.test>\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n\r\nWann?\r\n"
	ana.Deliver("", "asked", []byte(asked), time.Now())
	for i, settings := range [][]string{
		{"smtp", p.start, "smtp_secure", "starttls"},
		{"smtp", p.tls, "smtp_secure", "tls"},
	} {
		a := ana.Account(settings...)
		e := pullAll(t, a, "", budget).Events[0]
		write := source.Write{
			Key: fmt.Sprintf("key-%d", i), Verb: source.VerbReply, Text: "Am Freitag. 🙂\n.\nGrüße",
			Target: source.Target{Thread: e.Thread, RemoteIDs: []string{e.RemoteID}},
		}
		for range 2 {
			if err := (mail.Source{}).Write(source.Acting(t.Context()), a, write); err != nil {
				log, _ := os.ReadFile(d.Path("postfix/log"))
				t.Fatalf("reply: %v\n%s", err, log)
			}
		}
		got := delivered(t, bo, i+1)
		for name, want := range map[string]string{
			"In-Reply-To": "<q-2@bo.test>", "References": "<q-1@bo.test> <q-2@bo.test>", "From": "<ana@exam.test>",
			"Subject": "=?utf-8?q?Re:_Angebot_f=C3=BCr_Mai?=",
		} {
			if said := strings.Join(strings.Fields(got.Header.Get(name)), " "); said != want {
				t.Errorf("%s is %q, not %q", name, said, want)
			}
		}
		if back := pullAll(t, bo.Account(), "", budget).Events; len(back) != i+1 || back[i].Body != "Am Freitag. 🙂\n.\nGrüße" || back[i].Thread != "re:q-1@bo.test" {
			t.Errorf("at the other end it is %+v", back)
		}
		kept, _ := filepath.Glob(filepath.Join(ana.Dir("Sent"), "cur", "*S*"))
		if len(kept) != i+1 {
			t.Errorf("%d copies lie in Sent", len(kept))
		}
	}
	wrong := ana.Account("smtp", p.start, "smtp_secure", "starttls", "ca", d.Path("ca.pem"), "imap", d.TLS)
	wrong.Secrets["password"] = mailtest.Password
	wrong.Settings["smtp"] = "localhost:" + mailtest.Port(p.start)
	e := pullAll(t, ana.Account(), "", budget).Events[0]
	write := source.Write{Key: "other", Verb: source.VerbReply, Text: "x", Target: source.Target{RemoteIDs: []string{e.RemoteID}}}
	if err := (mail.Source{}).Write(source.Acting(t.Context()), wrong, write); err == nil {
		t.Error("an answer was given to a server whose certificate is another's")
	}
}

// delivered waits until n mails lie at the other end, and gives the one that lies there last.
func delivered(t *testing.T, box *mailtest.Mailbox, n int) *netmail.Message {
	t.Helper()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	patience := time.After(30 * time.Second)
	for {
		found, _ := filepath.Glob(filepath.Join(box.Dir(""), "[nc]*", "*.*"))
		if len(found) >= n {
			if len(found) > n {
				t.Errorf("%d mails came, not %d", len(found), n)
			}
			raw, err := os.ReadFile(newest(found))
			must(err)
			message, err := netmail.ReadMessage(bytes.NewReader(raw))
			must(err)
			return message
		}
		select {
		case <-again.C:
		case <-patience:
			log, _ := os.ReadFile(box.Path("postfix/log"))
			t.Fatalf("%d of %d mails came\n%s", len(found), n, log)
		}
	}
}

func newest(files []string) (last string) {
	var at time.Time
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && info.ModTime().After(at) {
			last, at = file, info.ModTime()
		}
	}
	return last
}
