package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"sluice/backend/source"
)

// troubleOf gives what went wrong on a connection, with its class. Whatever says nothing of itself is a
// connection that broke.
func troubleOf(ctx context.Context, err error) error {
	var told *source.Trouble
	switch {
	case err == nil:
		return nil
	case errors.As(err, &told):
		return told
	case ctx.Err() != nil:
		return source.WrapTrouble(ctx.Err(), source.Offline, "")
	}
	if wrong := certificateTrouble(err); wrong != nil {
		return wrong
	}
	var refusal *imap.Error
	if errors.As(err, &refusal) {
		return source.WrapTrouble(err, classOf(refusal), "%s", refusal.Text)
	}
	var answer *smtp.SMTPError
	if errors.As(err, &answer) {
		return smtpTrouble(answer)
	}
	return source.WrapTrouble(err, source.Offline, "")
}

// unsent is trouble before anything was said.
func unsent(ctx context.Context, err error) error {
	trouble := source.TroubleOf(troubleOf(ctx, err))
	trouble.Unsent = true
	return trouble
}

func certificateTrouble(err error) error {
	var verification *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &record):
		return source.WrapTrouble(err, source.Setting, "The server does not speak TLS from the start. Try STARTTLS.")
	case errors.As(err, &name):
		return source.WrapTrouble(err, source.Setting, "The server's certificate is for another name, so it is not trusted.")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return source.WrapTrouble(err, source.Setting, "The server's certificate has expired, so it is not trusted.")
	case errors.As(err, &verification), errors.As(err, &unknown), errors.As(err, &invalid):
		return source.WrapTrouble(err, source.Setting, "The server's certificate comes from nobody who is trusted here.")
	case strings.Contains(err.Error(), "doesn't support STARTTLS"):
		return source.WrapTrouble(err, source.Setting, "The server offers no STARTTLS. Try TLS from the start.")
	}
	return nil
}

// classes of the response codes of IMAP, RFC 5530.
var classes = map[imap.ResponseCode]source.Class{
	imap.ResponseCodeAuthenticationFailed: source.AuthExpired,
	imap.ResponseCodeExpired:              source.AuthExpired,
	imap.ResponseCodeAuthorizationFailed:  source.Scope,
	imap.ResponseCodeNoPerm:               source.Scope,
	imap.ResponseCodeNonExistent:          source.NotThere,
	imap.ResponseCodeLimit:                source.RateLimited,
	imap.ResponseCodePrivacyRequired:      source.Setting,
}

func classOf(e *imap.Error) source.Class {
	if class, known := classes[e.Code]; known {
		return class
	}
	return source.Upstream
}

// refused makes a refusal to sign in into words. What the server says stands behind them.
func (s settings) refused(err error) error {
	var token *sasl.OAuthBearerError
	if errors.As(err, &token) {
		return source.WrapTrouble(err, source.AuthExpired, "The token is not taken.")
	}
	var refusal *imap.Error
	if !errors.As(err, &refusal) {
		return err
	}
	class, known := classes[refusal.Code]
	switch {
	case refusal.Code == imap.ResponseCodeUnavailable, refusal.Code == imap.ResponseCodeInUse:
		return source.WrapTrouble(err, source.Upstream, "%s", refusal.Text)
	case !known:
		class = source.AuthExpired
	}
	_, domain, _ := strings.Cut(s.address, "@")
	if note := providers[domain].note; note != "" {
		return source.WrapTrouble(err, class, "%s", note)
	}
	return source.WrapTrouble(err, class, "%s", refusal.Text)
}

// isRefusal says whether the server understood, and said no.
func isRefusal(err error) bool {
	var refusal *imap.Error
	return errors.As(err, &refusal) && refusal.Type == imap.StatusResponseTypeNo
}

func smtpTrouble(e *smtp.SMTPError) error {
	class := source.Upstream
	switch e.Code {
	case 530, 534, 535:
		class = source.AuthExpired
	case 550, 551, 553, 554: // an address, or what is written, is not taken
		class = source.Setting
	}
	return source.WrapTrouble(e, class, "The mail server says: %s", e.Message)
}
