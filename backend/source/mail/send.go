package mail

import (
	"bytes"
	"context"
	"net"
	"time"

	"github.com/emersion/go-smtp"

	"sluice/backend/source"
)

// send hands an answer to the SMTP server of the account.
func send(ctx context.Context, a source.Account, set settings, said answer) error {
	if set.smtp.address == "" {
		return source.NewTrouble(source.Setting, "To answer, name the SMTP server.")
	}
	client, err := submit(ctx, a, set)
	if err != nil {
		return err
	}
	defer client.Close()
	err = client.SendMail(said.from, said.toWhom(), bytes.NewReader(said.bytes()))
	if err != nil {
		return troubleOf(ctx, err)
	}
	_ = client.Quit() // it was taken; a server that does not say goodbye changes nothing about that
	return nil
}

// submit connects to the SMTP server and signs in.
func submit(ctx context.Context, a source.Account, set settings) (*smtp.Client, error) {
	conn, config, err := dial(ctx, a, set, set.smtp)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { _ = conn.Close() })
	var client *smtp.Client
	if set.smtp.secure == secureSTARTTLS {
		if client, err = smtp.NewClientStartTLS(conn, config); err != nil {
			return nil, unsent(ctx, err)
		}
	} else {
		client = smtp.NewClient(conn)
	}
	client.CommandTimeout, client.SubmissionTimeout = time.Minute, 2*time.Minute
	if err := set.identify(client, a.Secrets); err != nil {
		_ = client.Close()
		return nil, unsent(ctx, err)
	}
	return client, nil
}

// identify greets and signs in. The name of this machine is nobody's business.
func (s settings) identify(client *smtp.Client, secrets source.Secrets) error {
	if err := client.Hello("[127.0.0.1]"); err != nil && s.smtp.secure != secureSTARTTLS {
		return err
	}
	host, _, _ := net.SplitHostPort(s.smtp.address)
	mechanism, err := s.sasl(secrets, client.SupportsAuth)
	switch {
	case err != nil:
		return err
	case mechanism == nil:
		return source.NewTrouble(source.Setting, "The server %s takes no passwords that could be sent to it.", host)
	}
	return s.refused(client.Auth(mechanism))
}
