package mail

import (
	"context"
	"crypto/tls"
	"mime"
	"net"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-message/charset"
	"github.com/emersion/go-sasl"

	"sluice/backend/source"
)

// patience is how long everything between signing in and the last answer may take, or from one batch to
// the next; it ends before that where the context does. Watching has no such end.
const patience = 4 * time.Minute

// session is a connection to an IMAP server at which the user is signed in.
type session struct {
	*imapclient.Client
	set    settings
	gmail  *gmailConn // nil: the server has no numbers of Gmail's
	lost   bool       // the connection ended by a mail that could not be read; the next pull goes on behind it
	stop   func() bool
	cancel context.CancelFunc
	clock  *time.Timer // ends it when patience is over; nil: nothing does

	folder string // that is open to be read; empty: none
	box    *imap.SelectData
	ahead  ahead
	ctx    context.Context //nolint:containedctx // the connection ends with it, and its errors are told by it
}

// open connects and signs in, for a pull or a write.
func open(ctx context.Context, a source.Account) (*session, error) {
	ctx, cancel := context.WithCancel(ctx)
	clock := time.AfterFunc(patience, cancel)
	s, err := connect(ctx, a, nil)
	if err != nil {
		clock.Stop()
		cancel()
		return nil, err
	}
	s.cancel, s.clock = cancel, clock
	return s, nil
}

// goOn is patient anew.
func (s *session) goOn() { s.clock.Reset(patience) }

// connect connects and signs in. The connection ends with the context.
func connect(ctx context.Context, a source.Account, news *imapclient.UnilateralDataHandler) (*session, error) {
	set, err := read(a.Settings)
	if err != nil {
		return nil, err
	}
	set.zone = a.Now().Location()
	conn, config, err := dial(ctx, a, set, set.imap)
	if err != nil {
		return nil, err
	}
	s := &session{set: set, ctx: ctx, cancel: func() {}}
	s.stop = context.AfterFunc(ctx, func() { _ = conn.Close() })
	options := &imapclient.Options{
		TLSConfig: config, UnilateralDataHandler: news, WordDecoder: &mime.WordDecoder{CharsetReader: charset.Reader},
	}
	if set.imap.secure == secureSTARTTLS {
		s.Client, err = imapclient.NewStartTLS(conn, options)
		if err == nil {
			err = s.signIn(a)
		}
	} else {
		numbering := newGmailConn(conn)
		s.Client = imapclient.New(numbering, options)
		if err = s.WaitGreeting(); err == nil {
			err = s.signIn(a)
		}
		if err == nil && s.Caps().Has(gmailExtension) {
			s.gmail = numbering
			s.gmail.ask()
		}
	}
	if err != nil {
		_ = conn.Close()
		s.close()
		return nil, troubleOf(ctx, err)
	}
	return s, nil
}

// dial connects to a server: encrypted, unless STARTTLS is to come.
func dial(ctx context.Context, a source.Account, set settings, at server) (net.Conn, *tls.Config, error) {
	config, err := set.trust(at)
	if err != nil {
		return nil, nil, err
	}
	conn, err := a.Dial(ctx, "tcp", at.address)
	if err != nil {
		return nil, nil, unsent(ctx, err)
	}
	if at.secure == secureSTARTTLS {
		return conn, config, nil
	}
	secured := tls.Client(conn, config)
	shaking, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := secured.HandshakeContext(shaking); err != nil {
		_ = conn.Close()
		return nil, nil, unsent(ctx, err)
	}
	return secured, config, nil
}

func (s *session) close() {
	if s.Client != nil {
		_ = s.Close()
	}
	s.stop()
	s.cancel()
	if s.clock != nil {
		s.clock.Stop()
	}
}

// signIn says who the user is, in the best way that the server knows.
func (s *session) signIn(a source.Account) error {
	if s.State() == imap.ConnStateAuthenticated {
		return nil
	}
	client, err := s.set.sasl(a.Secrets, func(mechanism string) bool { return s.Caps().Has(imap.AuthCap(mechanism)) })
	switch {
	case err != nil:
		return err
	case client != nil:
		err = s.Authenticate(client)
	case s.Caps().Has(imap.CapLoginDisabled):
		return source.NewTrouble(source.Setting, "The server takes no passwords.")
	default:
		err = s.Login(s.set.user, a.Secrets["password"]).Wait()
	}
	return s.set.refused(err)
}

// sasl gives the mechanism by which to sign in; nil: none fits, and the old LOGIN is left.
func (s settings) sasl(secrets source.Secrets, offers func(mechanism string) bool) (sasl.Client, error) {
	if s.auth == authPassword {
		if secrets["password"] == "" {
			return nil, source.NewTrouble(source.Setting, "The password is missing.")
		}
		if offers(sasl.Plain) {
			return sasl.NewPlainClient("", s.user, secrets["password"]), nil
		}
		return nil, nil
	}
	token := secrets[source.SecretAccess]
	switch {
	case token == "":
		return nil, source.NewTrouble(source.SignIn, "")
	case s.auth == authMicrosoft && offers(xoauth2):
		return &xoauth2Client{s.user, token}, nil
	case offers(sasl.OAuthBearer):
		host, _, _ := net.SplitHostPort(s.imap.address)
		return sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{Username: s.user, Token: token, Host: host, Port: 993}), nil
	case offers(xoauth2):
		return &xoauth2Client{s.user, token}, nil
	}
	return nil, source.NewTrouble(source.Setting, "The server takes no sign-in in the browser.")
}

// look opens a folder for reading only. One that is open stays so.
func (s *session) look(folder string) (*imap.SelectData, error) {
	if s.folder == folder {
		return s.box, nil
	}
	box, err := s.choose(folder, true)
	if err == nil {
		s.folder, s.box = folder, box
	}
	return box, err
}

func (s *session) choose(folder string, readOnly bool) (*imap.SelectData, error) {
	s.folder, s.ahead = "", ahead{}
	s.gmail.forget()
	box, err := s.Select(folder, &imap.SelectOptions{ReadOnly: readOnly, CondStore: s.Caps().Has(imap.CapCondStore)}).Wait()
	if isRefusal(err) {
		return nil, source.WrapTrouble(err, source.Setting, "There is no folder %q, or it may not be opened.", folder)
	}
	return box, troubleOf(s.ctx, err)
}
