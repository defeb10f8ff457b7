package mail

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/netip"
	"os"
	"strings"
	"time"

	"sluice/backend/source"
)

// The ways to sign in.
const (
	authPassword  = "password"
	authGoogle    = "google"
	authMicrosoft = "microsoft"
)

// secretOfClient is the field with the secret of the user's own application.
const secretOfClient = "client_secret"

// The ways to encrypt a connection. There is none without.
const (
	secureTLS      = "tls"
	secureSTARTTLS = "starttls"
)

// What done here does there.
const (
	doneSeen    = "seen"
	doneArchive = "archive"
)

var securing = []source.Choice{{Value: secureTLS, Label: "TLS from the start"}, {Value: secureSTARTTLS, Label: "STARTTLS"}}

var inBrowser = source.Only{Choice: "auth", Values: []string{authGoogle, authMicrosoft}}

var form = []source.Field{
	{Key: "address", Type: source.FieldText, Label: "E-mail address", Required: true, Example: "ana@example.org"},
	{
		Key: "auth", Type: source.FieldChoice, Label: "Sign in", Default: authPassword,
		Choices: []source.Choice{
			{Value: authPassword, Label: "with a password"},
			{Value: authGoogle, Label: "at Google, in the browser", Browser: true},
			{Value: authMicrosoft, Label: "at Microsoft, in the browser", Browser: true},
		},
	},
	{
		Key: "password", Type: source.FieldSecret, Label: "Password", Only: source.Only{Choice: "auth", Values: []string{authPassword}},
		Help: "An app password where your provider offers them.",
	},
	{
		Key: "client_id", Type: source.FieldText, Label: "Client id", Only: inBrowser,
		Help: "Of your own application at Google or Microsoft, to sign in by the browser.",
	},
	{
		Key: secretOfClient, Type: source.FieldSecret, Label: "Client secret", Only: inBrowser,
		Help: "Of the same application, where it has one: Google's have, Microsoft's for desktops have not.",
	},
	{Key: "user", Type: source.FieldText, Label: "User", Help: "Only where it is not the address."},
	{
		Key: "imap", Type: source.FieldAddress, Label: "IMAP server", Example: "imap.example.org:993",
		Help: "Empty for the providers that Sluice knows, such as Gmail, Fastmail, iCloud, GMX, mailbox.org, Posteo.",
	},
	{Key: "imap_secure", Type: source.FieldChoice, Label: "Encryption of IMAP", Choices: securing, Help: "Empty: by the port, 143 with STARTTLS, others with TLS."},
	{Key: "smtp", Type: source.FieldAddress, Label: "SMTP server", Example: "smtp.example.org:465", Help: "Only to answer from here. Empty for known providers."},
	{Key: "smtp_secure", Type: source.FieldChoice, Label: "Encryption of SMTP", Choices: securing, Help: "Empty: by the port, 587 and 25 with STARTTLS, others with TLS."},
	{Key: "folders", Type: source.FieldText, Label: "Folders", Default: "INBOX", Example: "INBOX, Projects/Acme", Help: "Separated by commas. The first one is watched."},
	{Key: "read_is_done", Type: source.FieldToggle, Label: "Read there is done here", Help: "A mail that is read, moved or deleted elsewhere is done here as well."},
	{
		Key: "done", Type: source.FieldChoice, Label: "Done here means there", Default: doneSeen,
		Choices: []source.Choice{{Value: doneSeen, Label: "marked as read"}, {Value: doneArchive, Label: "moved to the archive"}},
	},
	{Key: "archive", Type: source.FieldText, Label: "Archive folder", Help: "Empty: the one that the server calls its archive."},
	{Key: "sent", Type: source.FieldText, Label: "Folder for sent mail", Help: "Empty: the one that the server says is for it."},
	{Key: "ca", Type: source.FieldFile, Label: "Certificate authority", Help: "A PEM file, only where the server's certificate comes from an authority of your own."},
}

// settings are the form's values, understood.
type settings struct {
	address    string // of the user's, in lower case
	user       string
	auth       string
	imap, smtp server
	folders    []string
	readIsDone bool
	archives   bool
	archive    string
	sent       string
	authority  string // a file; empty: the system's
	keepsSent  bool   // the server keeps what it sends by itself
	zone       *time.Location
}

// server is where to connect to, and how.
type server struct {
	address string // host:port; empty: none is known
	secure  string
}

// read understands what the user entered.
func read(v source.Values) (settings, error) {
	address := strings.ToLower(strings.TrimSpace(v["address"]))
	_, domain, isAddress := strings.Cut(address, "@")
	if !isAddress {
		return settings{}, source.NewTrouble(source.Setting, "%q is no e-mail address.", v["address"])
	}
	known := providers[domain]
	set := settings{
		address: address, user: cmp.Or(strings.TrimSpace(v["user"]), address), auth: cmp.Or(v["auth"], authPassword),
		imap:       serverOf(cmp.Or(v["imap"], known.imap), v["imap_secure"], "993", "143"),
		smtp:       serverOf(cmp.Or(v["smtp"], known.smtp), v["smtp_secure"], "465", "587", "25"),
		readIsDone: v.On("read_is_done"), archives: v["done"] == doneArchive,
		archive: strings.TrimSpace(v["archive"]), sent: strings.TrimSpace(v["sent"]), authority: v["ca"], keepsSent: known.keepsSent,
		zone: time.Local,
	}
	for folder := range strings.SplitSeq(cmp.Or(v["folders"], "INBOX"), ",") {
		if folder = strings.TrimSpace(folder); folder != "" {
			set.folders = append(set.folders, folder)
		}
	}
	switch {
	case set.imap.address == "":
		return set, source.NewTrouble(source.Setting, "The IMAP server of %s is not known. Name it.", domain)
	case len(set.folders) == 0:
		return set, source.NewTrouble(source.Setting, "Name a folder at least, such as INBOX.")
	}
	return set, nil
}

// serverOf gives where an entered address leads to. startPorts are those where STARTTLS is the custom.
func serverOf(entered, secure, usual string, startPorts ...string) server {
	if entered == "" {
		return server{}
	}
	host, port, err := net.SplitHostPort(entered)
	if err != nil {
		host, port = source.HostOf(entered), usual
	}
	if secure == "" {
		secure = secureTLS
		for _, start := range startPorts {
			if port == start {
				secure = secureSTARTTLS
			}
		}
	}
	return server{net.JoinHostPort(host, port), secure}
}

// trust gives how the certificate of a server is checked: always by its name, against the system's
// authorities or the one that the user named.
func (s settings) trust(at server) (*tls.Config, error) {
	host, _, err := net.SplitHostPort(at.address)
	if err != nil {
		return nil, source.WrapTrouble(err, source.Setting, "%q is no address of a server.", at.address)
	}
	config := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if address, err := netip.ParseAddr(host); err == nil {
		config.ServerName = address.String()
	}
	if s.authority == "" {
		return config, nil
	}
	pem, err := os.ReadFile(s.authority)
	if err != nil {
		return nil, source.WrapTrouble(err, source.Setting, "The file of the certificate authority cannot be read.")
	}
	config.RootCAs = x509.NewCertPool()
	if !config.RootCAs.AppendCertsFromPEM(pem) {
		return nil, source.NewTrouble(source.Setting, "The file of the certificate authority holds no certificate.")
	}
	return config, nil
}
