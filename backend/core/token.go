package core

import (
	"context"

	"sluice/backend/fault"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/work"
)

// account gives a source what it needs to speak for the user. A token at its end is renewed before.
func (c *Core) account(ctx context.Context, kind source.Puller, s work.Source) (source.Account, error) {
	mine := source.Account{ID: s.ID, Name: s.Name, Settings: s.Settings, Now: c.o.Now}
	if s.SecretIn != work.SecretNone {
		secrets, err := c.o.Keys.Get(ctx, string(s.ID))
		if err != nil {
			return mine, source.WrapTrouble(err, source.AuthExpired, "%s", fault.SentenceOf(err))
		}
		mine.Secrets = secrets
	}
	mine.Keep = func(ctx context.Context, secrets source.Secrets) error {
		_, err := c.o.Keys.Put(ctx, string(s.ID), secrets)
		return err
	}
	mine = httpx.Limit(kind.Describe(), mine, c.o.Outside)
	if !httpx.Stale(mine) {
		return mine, nil
	}
	return c.renewed(ctx, kind, mine)
}

// speak has a source do something for an account. A token that the service refuses before its time was
// over is renewed, and it is done again, once. What the account has then counts from now on.
func (c *Core) speak(ctx context.Context, kind source.Puller, mine *source.Account, do func(source.Account) error) error {
	err := do(*mine)
	if source.ClassOf(err) != source.AuthExpired || mine.Secrets[source.SecretRefresh] == "" {
		return err
	}
	if *mine, err = c.renewed(ctx, kind, *mine); err != nil {
		return err
	}
	if err = do(*mine); source.ClassOf(err) == source.AuthExpired {
		return source.WrapTrouble(err, source.SignIn, "")
	}
	return err
}

// renewed gives an account with another token than the one that it has. The new one is kept before it is
// used, since many services take a token for renewing once only.
func (c *Core) renewed(ctx context.Context, kind source.Puller, a source.Account) (source.Account, error) {
	oauther, connects := kind.(source.OAuther)
	if !connects {
		return a, source.NewTrouble(source.AuthExpired, "")
	}
	c.renewing.Lock()
	defer c.renewing.Unlock()
	refused := a.Secrets[source.SecretAccess]
	secrets, err := c.o.Keys.Get(ctx, string(a.ID))
	if err != nil {
		return a, source.WrapTrouble(err, source.AuthExpired, "%s", fault.SentenceOf(err))
	}
	a.Secrets = secrets
	if meanwhile := secrets[source.SecretAccess] != refused; meanwhile && !httpx.Stale(a) {
		return httpx.Limit(kind.Describe(), a, c.o.Outside), nil
	}
	o, err := oauther.OAuth(a.Settings)
	if err != nil {
		return a, err
	}
	if secrets, err = httpx.Renew(ctx, a, o); err != nil {
		return a, err
	}
	a.Secrets = secrets
	if err := a.Keep(context.WithoutCancel(ctx), a.Secrets); err != nil {
		return a, err
	}
	return httpx.Limit(kind.Describe(), a, c.o.Outside), nil
}
