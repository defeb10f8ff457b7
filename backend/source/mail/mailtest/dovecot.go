// Package mailtest is a real mail server for tests: Dovecot on loopback, with a configuration, an
// authority for certificates and mailboxes of its own, which ends with them.
package mailtest

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
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"mime"
	"net"
	"net/http"
	netmail "net/mail"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/mail"
	"sluice/backend/source/sourcetest"
)

// Password is that of every account in these tests.
const Password = "s3cret-app-password"

// Place is a folder of these tests, with an authority of its own for certificates.
type Place struct {
	Root      string
	authority *x509.Certificate
	signs     *ecdsa.PrivateKey
	UID, GID  int // whose the mail is
}

// Server is a real IMAP server on loopback, with a configuration and data of its own.
type Server struct {
	Place
	TLS, STARTTLS string // host:port
	process       *exec.Cmd
	tokens        *http.Server
}

// Stop ends the server of Shared, where it runs. A TestMain calls it.
func Stop() {
	if started != nil {
		started.stop()
	}
}

var (
	started *Server
	once    sync.Once
	failed  error
)

// Shared gives the Dovecot of all tests of a package; it runs until Stop.
func Shared(t testing.TB) *Server {
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

// NewPlace makes a folder that the servers may enter.
func NewPlace() (Place, error) {
	dir, err := os.MkdirTemp("", "sluice-mail-")
	if err != nil {
		return Place{}, err
	}
	p := Place{Root: dir, UID: os.Getuid(), GID: os.Getgid()}
	if p.UID == 0 {
		p.UID, p.GID = 65534, 65534 // mail is never root's
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return p, err
	}
	return p, p.found()
}

// found founds the authority.
func (p *Place) found() (err error) {
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
	return p.Write("ca.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made}))
}

// certify makes a certificate for loopback, in name.pem and name.key.
func (p *Place) certify(name string, hosts ...string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	certificate := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), DNSNames: hosts, Subject: pkix.Name{CommonName: "127.0.0.1"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
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
	if err := p.Write(name+".pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})); err != nil {
		return err
	}
	return p.Write(name+".key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}))
}

// Path gives a file in the place.
func (p *Place) Path(name string) string { return filepath.Join(p.Root, name) }

// Write writes a file into the place.
func (p *Place) Write(name string, content []byte) error {
	return os.WriteFile(p.Path(name), content, 0o644)
}

func startDovecot() (*Server, error) {
	p, err := NewPlace()
	if err != nil {
		return nil, err
	}
	if err := p.certify("server"); err != nil {
		return nil, err
	}
	d := &Server{Place: p, TLS: FreeAddress(), STARTTLS: FreeAddress()}
	if err := d.giveTokens(); err != nil {
		return nil, err
	}
	if err := d.Write("dovecot.conf", []byte(d.configured())); err != nil {
		return nil, err
	}
	d.process = exec.CommandContext(context.Background(), "/usr/sbin/dovecot", "-F", "-c", d.Path("dovecot.conf"))
	d.process.Stdout, d.process.Stderr = os.Stderr, os.Stderr
	alone(d.process)
	if err := d.process.Start(); err != nil {
		return nil, err
	}
	for _, address := range []string{d.TLS, d.STARTTLS} {
		if err := Answers(address); err != nil {
			log, _ := os.ReadFile(d.Path("log"))
			d.stop()
			return nil, fmt.Errorf("%w: %s", err, log)
		}
	}
	return d, nil
}

// Token gives the token with which a user signs in.
func Token(user string) string { return "token-of-" + user }

// giveTokens starts what says whose a token is, and tells Dovecot where.
func (d *Server) giveTokens() error {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	d.tokens = &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, isToken := strings.CutPrefix(r.URL.Query().Get("token"), Token(""))
		if !isToken {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]string{"email": user})
	})}
	go func() { _ = d.tokens.Serve(listener) }()
	return d.Write("oauth2.conf", fmt.Appendf(nil, "tokeninfo_url = http://%s/?token=\nusername_attribute = email\n", listener.Addr()))
}

// Answers waits until something listens.
func Answers(address string) error {
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

func (d *Server) stop() {
	_ = d.tokens.Close()
	end(d.process)
	_ = d.process.Wait()
	_ = os.RemoveAll(d.Root)
}

// FreeAddress gives a host:port at which nothing listens.
func FreeAddress() string {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// Port gives the port of an address.
func Port(address string) string {
	_, port, _ := net.SplitHostPort(address)
	return port
}

const configuration = `
protocols = imap
base_dir = DIR/run
log_path = DIR/log
ssl = yes
ssl_cert = <DIR/server.pem
ssl_key = <DIR/server.key
disable_plaintext_auth = yes
auth_mechanisms = plain oauthbearer xoauth2
first_valid_uid = 1
mail_location = maildir:~/Maildir
passdb {
  driver = static
  mechanisms = plain
  args = password=PASSWORD
}
passdb {
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = DIR/oauth2.conf
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
    mode = 0666
  }
}
`

func (d *Server) configured() string {
	internal := ""
	if os.Getuid() != 0 { // everything runs as the user who tests, and nothing is locked in
		me, _ := user.Current()
		group, _ := user.LookupGroupId(me.Gid)
		internal = fmt.Sprintf("default_internal_user = %s\ndefault_login_user = %s\ndefault_internal_group = %s\n", me.Username, me.Username, group.Name)
		internal += "service anvil {\n  chroot =\n}\nservice imap-login {\n  chroot =\n}\nservice stats {\n  chroot =\n}\n"
	}
	return internal + strings.NewReplacer(
		"DIR", d.Root, "TLSPORT", Port(d.TLS), "STARTPORT", Port(d.STARTTLS), "PASSWORD", Password,
		"UID", strconv.Itoa(d.UID), "GID", strconv.Itoa(d.GID),
	).Replace(configuration)
}

// Mailbox is the mail of one user on the server, and hands the exam its messages.
type Mailbox struct {
	*Server
	User string // the address
}

// Mailbox gives a user an empty one.
func (d *Server) Mailbox(t testing.TB, name string) *Mailbox {
	t.Helper()
	m := &Mailbox{Server: d, User: name + "@exam.test"}
	if err := os.RemoveAll(m.Dir("")); err != nil {
		t.Fatal(err)
	}
	return m
}

// Settings are those of an account for the user.
func (m *Mailbox) Settings(more ...string) source.Values {
	values := source.Values{"address": m.User, "imap": m.TLS, "imap_secure": "tls", "ca": m.Path("ca.pem"), "read_is_done": "true"}
	for i := 0; i+1 < len(more); i += 2 {
		values[more[i]] = more[i+1]
	}
	return values
}

// Account gives an account as the core would.
func (m *Mailbox) Account(more ...string) source.Account {
	account := source.Account{
		ID: "mail-1", Name: "Mail", Settings: m.Settings(more...), Secrets: source.Secrets{"password": Password}, Now: time.Now,
	}
	return httpx.Limit(mail.Source{}.Describe(), account, httpx.Outside{})
}

// Dir gives where a folder of the user's lies; empty: the INBOX.
func (m *Mailbox) Dir(folder string) string {
	home := filepath.Join(m.Root, "home", m.User, "Maildir")
	if folder == "" {
		return home
	}
	return filepath.Join(home, "."+folder)
}

// Deliver puts a mail into a folder, as a delivery program does: whole, under a name of its own.
func (m *Mailbox) Deliver(folder, name string, raw []byte, at time.Time) {
	for dir := m.Dir(folder); ; dir = filepath.Dir(dir) {
		if strings.HasSuffix(dir, "home") {
			break
		}
		for _, sub := range []string{"", "tmp", "new", "cur"} {
			if sub != "" && dir != m.Dir(folder) {
				continue
			}
			made := filepath.Join(dir, sub)
			must(os.MkdirAll(made, 0o700))
			_ = os.Chown(made, m.UID, m.GID)
		}
	}
	_ = os.Chmod(filepath.Join(m.Root, "home"), 0o755)
	file := filepath.Join(m.Dir(folder), "tmp", name)
	must(os.WriteFile(file, raw, 0o600))
	_ = os.Chown(file, m.UID, m.GID)
	must(os.Chtimes(file, at, at))
	must(os.Rename(file, filepath.Join(m.Dir(folder), "new", name)))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Put delivers a message.
func (m *Mailbox) Put(message sourcetest.Message) {
	m.Deliver("", message.ID, Letter(message, m.User), message.At)
}

// Letter makes a mail of a message.
func Letter(message sourcetest.Message, to string) []byte {
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
func (*Mailbox) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	return (&net.Dialer{}).DialContext(ctx, network, address)
}

// Remove reads a mail elsewhere.
func (m *Mailbox) Remove(id string) { m.Flag(id, "S") }

// Flag gives a mail flags as another program that shares the Maildir does.
func (m *Mailbox) Flag(id, flags string) {
	found, _ := filepath.Glob(filepath.Join(m.Dir(""), "*", id+"*"))
	if len(found) != 1 {
		panic(fmt.Sprintf("%s lies there %d times", id, len(found)))
	}
	must(os.Rename(found[0], filepath.Join(m.Dir(""), "cur", id+":2,"+flags)))
}

// Forget gives the folder new numbers, as a server does that was restored from a copy.
func (m *Mailbox) Forget() {
	for _, name := range []string{"dovecot-uidlist", "dovecot-uidvalidity"} {
		_ = os.Remove(filepath.Join(m.Dir(""), name))
	}
	for _, pattern := range []string{"dovecot.index*", "dovecot-uidvalidity.*"} {
		found, _ := filepath.Glob(filepath.Join(m.Dir(""), pattern))
		for _, file := range found {
			must(os.Remove(file))
		}
	}
	now, _ := rand.Int(rand.Reader, big.NewInt(1<<20))
	must(os.WriteFile(filepath.Join(m.Dir(""), "dovecot-uidlist"), fmt.Appendf(nil, "3 V%d N1 G%032x\n", 1_500_000_000+now.Int64(), now), 0o600))
	_ = os.Chown(filepath.Join(m.Dir(""), "dovecot-uidlist"), m.UID, m.GID)
}

// Written tells what was read, moved or sent.
func (m *Mailbox) Written() (written []string) {
	_ = filepath.Walk(m.Dir(""), func(path string, info os.FileInfo, err error) error {
		_, flags, hasFlags := strings.Cut(filepath.Base(path), ":2,")
		if err == nil && !info.IsDir() && hasFlags && strings.Contains(flags, "S") {
			written = append(written, filepath.Base(path))
		}
		return nil
	})
	return written
}

// Certificate gives the certificate of a server in a place.
func (p *Place) Certificate() (tls.Certificate, error) {
	return tls.LoadX509KeyPair(p.Path("server.pem"), p.Path("server.key"))
}
