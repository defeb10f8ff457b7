package sourcetest

import (
	"context"
	"net/http"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// Account gives an account at a service that is played by a handler, within the limits of the source's
// descriptor: for a source's own tests beside the exam.
func Account(s source.Puller, settings source.Values, secrets source.Secrets, service http.Handler) source.Account {
	account := source.Account{
		ID: "test-1", Name: "The account", Settings: settings, Secrets: secrets, Now: time.Now,
		Keep: func(context.Context, source.Secrets) error { return nil },
	}
	return httpx.Limit(s.Describe(), account, httpx.Outside{HTTP: &line{handler: service}})
}
