package mail_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"mime"
	"net"
	netmail "net/mail"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/mail"
	"sluice/backend/source/sourcetest"
)

// password is that of every account in these tests.
const password = "s3cret-app-password"

// place is a folder of these tests, with an authority of its own for certificates.
type place struct {
	dir       string
	authority *x509.Certificate
	signs     *ecdsa.PrivateKey
	uid, gid  int // whose the mail is
}

// dovecot is a real IMAP server on loopback, with a configuration and data of its own.
type dovecot struct {
	place
	tls, start string // host:port
	process    *exec.Cmd
}

func TestMain(m *testing.M) {
	code := m.Run()
	if started != nil {
		started.stop()
	}
	os.Exit(code)
}

var (
	started *dovecot
	once    sync.Once
	failed  error
)

// server gives the Dovecot of these tests; it runs until their end.
func server(t testing.TB) *dovecot {
	t.Helper()
	for _, program := range []string{"/usr/sbin/dovecot", "/usr/lib/dovecot/imap"} {
		if _, err := os.Stat(program); err != nil {
			t.Skipf("%s is missing: install dovecot-imapd", program)
		}
	}
	once.Do(func() { started, failed = startDovecot() })
	if failed != nil {
		t.Fatalf("Dovecot does not start: %v", failed)
	}
	return started
}

// newPlace makes a folder that the servers may enter.
func newPlace() (place, error) {
	dir, err := os.MkdirTemp("", "sluice-mail-")
	if err != nil {
		return place{}, err
	}
	p := place{dir: dir, uid: os.Getuid(), gid: os.Getgid()}
	if p.uid == 0 {
		p.uid, p.gid = 65534, 65534 // mail is never root's
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return p, err
	}
	return p, p.found()
}

// found founds the authority.
func (p *place) found() (err error) {
	if p.signs, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return err
	}
	p.authority = &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "An authority of these tests"}, IsCA: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		KeyUsage: x509.KeyUsageCertSign, BasicConstraintsValid: true,
	}
	made, err := x509.CreateCertificate(rand.Reader, p.authority, p.authority, p.signs.Public(), p.signs)
	if err != nil {
		return err
	}
	return p.write("ca.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made}))
}

// certify makes a certificate for loopback, in name.pem and name.key.
func (p *place) certify(name string, hosts ...string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	certificate := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), DNSNames: hosts, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
	if len(hosts) == 0 {
		certificate.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	}
	made, err := x509.CreateCertificate(rand.Reader, certificate, p.authority, key.Public(), p.signs)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	if err := p.write(name+".pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})); err != nil {
		return err
	}
	return p.write(name+".key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}))
}

func (p *place) path(name string) string { return filepath.Join(p.dir, name) }

func (p *place) write(name string, content []byte) error {
	return os.WriteFile(p.path(name), content, 0o644)
}

func startDovecot() (*dovecot, error) {
	p, err := newPlace()
	if err != nil {
		return nil, err
	}
	if err := p.certify("server"); err != nil {
		return nil, err
	}
	d := &dovecot{place: p, tls: freeAddress(), start: freeAddress()}
	if err := d.write("dovecot.conf", []byte(d.configuration())); err != nil {
		return nil, err
	}
	d.process = exec.Command("/usr/sbin/dovecot", "-F", "-c", d.path("dovecot.conf"))
	d.process.Stdout, d.process.Stderr = os.Stderr, os.Stderr
	d.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := d.process.Start(); err != nil {
		return nil, err
	}
	for _, address := range []string{d.tls, d.start} {
		if err := answers(address); err != nil {
			log, _ := os.ReadFile(d.path("log"))
			d.stop()
			return nil, fmt.Errorf("%w: %s", err, log)
		}
	}
	return d, nil
}

// answers waits until something listens.
func answers(address string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return err
		}
	}
}

func (d *dovecot) stop() {
	_ = syscall.Kill(-d.process.Process.Pid, syscall.SIGTERM)
	_ = d.process.Wait()
	_ = os.RemoveAll(d.dir)
}

func freeAddress() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func port(address string) string {
	_, port, _ := net.SplitHostPort(address)
	return port
}

func (d *dovecot) configuration() string {
	internal := ""
	if os.Getuid() != 0 { // everything runs as the user who tests, and nothing is locked in
		me, _ := user.Current()
		group, _ := user.LookupGroupId(me.Gid)
		internal = fmt.Sprintf("default_internal_user = %s\ndefault_login_user = %s\ndefault_internal_group = %s\n", me.Username, me.Username, group.Name)
		internal += "service anvil {\n  chroot =\n}\nservice imap-login {\n  chroot =\n}\nservice stats {\n  chroot =\n}\n"
	}
	return internal + strings.NewReplacer(
		"DIR", d.dir, "TLSPORT", port(d.tls), "STARTPORT", port(d.start), "PASSWORD", password,
		"UID", strconv.Itoa(d.uid), "GID", strconv.Itoa(d.gid),
	).Replace(`
protocols = imap
base_dir = DIR/run
log_path = DIR/log
ssl = yes
ssl_cert = <DIR/server.pem
ssl_key = <DIR/server.key
disable_plaintext_auth = yes
auth_mechanisms = plain
first_valid_uid = 1
mail_location = maildir:~/Maildir
passdb {
  driver = static
  args = password=PASSWORD
}
userdb {
  driver = static
  args = uid=UID gid=GID home=DIR/home/%u
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Archive {
    auto = create
    special_use = \Archive
  }
  mailbox Sent {
    auto = create
    special_use = \Sent
  }
  mailbox Projects {
    auto = create
  }
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = STARTPORT
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = TLSPORT
    ssl = yes
  }
}
service auth {
  unix_listener auth-client {
    path = DIR/run/auth-client
    mode = 0666
  }
}
`)
}

// mailbox is the mail of one user on the server, and hands the exam its messages.
type mailbox struct {
	*dovecot
	user string
	sink *sink
}

// mailbox gives a user an empty one.
func (d *dovecot) mailbox(t testing.TB, name string) *mailbox {
	t.Helper()
	m := &mailbox{dovecot: d, user: name + "@exam.test"}
	if err := os.RemoveAll(m.dirOf("")); err != nil {
		t.Fatal(err)
	}
	return m
}

// settings are those of an account for the user.
func (m *mailbox) settings(more ...string) source.Values {
	values := source.Values{"address": m.user, "imap": m.tls, "imap_secure": "tls", "ca": m.path("ca.pem"), "read_is_done": "true"}
	for i := 0; i+1 < len(more); i += 2 {
		values[more[i]] = more[i+1]
	}
	return values
}

// account gives an account as the core would.
func (m *mailbox) account(more ...string) source.Account {
	account := source.Account{
		ID: "mail-1", Name: "Mail", Settings: m.settings(more...), Secrets: source.Secrets{"password": password}, Now: time.Now,
	}
	return httpx.Limit(mail.Source{}.Describe(), account, httpx.Outside{})
}

// dirOf gives where a folder of the user's lies; empty: the INBOX.
func (m *mailbox) dirOf(folder string) string {
	home := filepath.Join(m.dir, "home", m.user, "Maildir")
	if folder == "" {
		return home
	}
	return filepath.Join(home, "."+folder)
}

// deliver puts a mail into a folder, as a delivery program does: whole, under a name of its own.
func (m *mailbox) deliver(folder, name string, raw []byte, at time.Time) {
	for dir := m.dirOf(folder); ; dir = filepath.Dir(dir) {
		if strings.HasSuffix(dir, "home") {
			break
		}
		for _, sub := range []string{"", "tmp", "new", "cur"} {
			if sub != "" && dir != m.dirOf(folder) {
				continue
			}
			made := filepath.Join(dir, sub)
			must(os.MkdirAll(made, 0o700))
			_ = os.Chown(made, m.uid, m.gid)
		}
	}
	_ = os.Chmod(filepath.Join(m.dir, "home"), 0o755)
	file := filepath.Join(m.dirOf(folder), "tmp", name)
	must(os.WriteFile(file, raw, 0o600))
	_ = os.Chown(file, m.uid, m.gid)
	must(os.Chtimes(file, at, at))
	must(os.Rename(file, filepath.Join(m.dirOf(folder), "new", name)))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Put delivers a message.
func (m *mailbox) Put(message sourcetest.Message) {
	m.deliver("", message.ID, letterOf(message, m.user), message.At)
}

// letterOf makes a mail of a message.
func letterOf(message sourcetest.Message, to string) []byte {
	from := message.From
	if !strings.Contains(from, "@") {
		from = (&netmail.Address{Name: from, Address: "somebody@exam.test"}).String()
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "From: %s\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%s@exam.test>\r\nMIME-Version: 1.0\r\n",
		from, to, mime.BEncoding.Encode("utf-8", message.Title), message.At.Format(time.RFC1123Z), message.ID)
	fmt.Fprintf(&out, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	encoded := base64.StdEncoding.EncodeToString([]byte(message.Body))
	for len(encoded) > 76 {
		out.WriteString(encoded[:76] + "\r\n")
		encoded = encoded[76:]
	}
	out.WriteString(encoded + "\r\n")
	return out.Bytes()
}

// Dial reaches the server.
func (*mailbox) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	return (&net.Dialer{}).DialContext(ctx, network, address)
}

// Remove reads a mail elsewhere.
func (m *mailbox) Remove(id string) { m.flag(id, "S") }

// flag gives a mail flags as another program that shares the Maildir does.
func (m *mailbox) flag(id, flags string) {
	found, _ := filepath.Glob(filepath.Join(m.dirOf(""), "*", id+"*"))
	if len(found) != 1 {
		panic(fmt.Sprintf("%s lies there %d times", id, len(found)))
	}
	must(os.Rename(found[0], filepath.Join(m.dirOf(""), "cur", id+":2,"+flags)))
}

// Forget gives the folder new numbers, as a server does that was restored from a copy.
func (m *mailbox) Forget() {
	for _, name := range []string{"dovecot-uidlist", "dovecot-uidvalidity"} {
		_ = os.Remove(filepath.Join(m.dirOf(""), name))
	}
	for _, pattern := range []string{"dovecot.index*", "dovecot-uidvalidity.*"} {
		found, _ := filepath.Glob(filepath.Join(m.dirOf(""), pattern))
		for _, file := range found {
			must(os.Remove(file))
		}
	}
	now, _ := rand.Int(rand.Reader, big.NewInt(1<<20))
	must(os.WriteFile(filepath.Join(m.dirOf(""), "dovecot-uidlist"), fmt.Appendf(nil, "3 V%d N1 G%032x\n", 1_500_000_000+now.Int64(), now), 0o600))
	_ = os.Chown(filepath.Join(m.dirOf(""), "dovecot-uidlist"), m.uid, m.gid)
}

// Written tells what was read, moved or sent.
func (m *mailbox) Written() (written []string) {
	_ = filepath.Walk(m.dirOf(""), func(path string, info os.FileInfo, err error) error {
		_, flags, hasFlags := strings.Cut(filepath.Base(path), ":2,")
		if err == nil && !info.IsDir() && hasFlags && strings.Contains(flags, "S") {
			written = append(written, filepath.Base(path))
		}
		return nil
	})
	if m.sink != nil {
		written = append(written, m.sink.sent()...)
	}
	return written
}

// certificate gives the certificate of a server in a place.
func (p *place) certificate() (tls.Certificate, error) {
	return tls.LoadX509KeyPair(p.path("server.pem"), p.path("server.key"))
}
