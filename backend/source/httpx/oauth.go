package httpx

import (
	"context"
	"errors"
	"net/http"
	"time"

	"golang.org/x/oauth2"

	"sluice/backend/source"
)

// early is how long before its end a token is renewed.
const early = 2 * time.Minute

// config is where an account is connected in the browser.
func config(o source.OAuth, redirect string, secrets source.Secrets) *oauth2.Config {
	return &oauth2.Config{
		ClientID: o.ClientID, ClientSecret: secrets[o.SecretKey], Scopes: o.Scopes, RedirectURL: redirect,
		// In the body, as Google and Microsoft want it. To find out by trying would ask twice where it is refused.
		Endpoint: oauth2.Endpoint{AuthURL: o.AuthURL, TokenURL: o.TokenURL, AuthStyle: oauth2.AuthStyleInParams},
	}
}

// Verifier is a new secret of one connecting, after RFC 7636.
func Verifier() string { return oauth2.GenerateVerifier() }

// AuthURL is the page at which the user is asked. state comes back with the answer.
func AuthURL(o source.OAuth, redirect, state, verifier string) string {
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(verifier)}
	for name, value := range o.Extra {
		options = append(options, oauth2.SetAuthURLParam(name, value))
	}
	return config(o, redirect, nil).AuthCodeURL(state, options...)
}

// Exchange turns the code that the browser brought into the secrets of an account.
func Exchange(ctx context.Context, a source.Account, o source.OAuth, redirect, code, verifier string) (source.Secrets, error) {
	token, err := config(o, redirect, a.Secrets).Exchange(through(ctx, a), code, oauth2.VerifierOption(verifier))
	if err != nil {
		return nil, tokenTrouble(a, err)
	}
	return withToken(a.Secrets, token), nil
}

// Stale says whether an account's token is to be renewed before it is used.
func Stale(a source.Account) bool {
	switch {
	case a.Secrets[source.SecretRefresh] == "":
		return false
	case a.Secrets[source.SecretAccess] == "":
		return true
	}
	expiry, err := time.Parse(time.RFC3339, a.Secrets[source.SecretExpiry])
	return err == nil && a.Now().After(expiry.Add(-early)) // without one it does not end
}

// Renew gives an account's secrets with a new token. The old one may be of no use any more: they have
// to be kept at once.
func Renew(ctx context.Context, a source.Account, o source.OAuth) (source.Secrets, error) {
	old := &oauth2.Token{RefreshToken: a.Secrets[source.SecretRefresh]}
	token, err := config(o, "", a.Secrets).TokenSource(through(ctx, a), old).Token()
	if err != nil {
		return nil, tokenTrouble(a, err)
	}
	return withToken(a.Secrets, token), nil
}

// through has the library speak within the account's limits.
func through(ctx context.Context, a source.Account) context.Context {
	client := *a.HTTP
	client.Timeout = timeout
	return context.WithValue(context.WithValue(ctx, renewingKey{}, true), oauth2.HTTPClient, &client)
}

func withToken(secrets source.Secrets, token *oauth2.Token) source.Secrets {
	renewed := source.Secrets{}
	for key, value := range secrets {
		renewed[key] = value
	}
	renewed[source.SecretAccess] = token.AccessToken
	if token.RefreshToken != "" {
		renewed[source.SecretRefresh] = token.RefreshToken
	}
	delete(renewed, source.SecretExpiry)
	if !token.Expiry.IsZero() {
		renewed[source.SecretExpiry] = token.Expiry.UTC().Format(time.RFC3339)
	}
	return renewed
}

// tokenTrouble says what is the matter with a token. What the server said beyond its code may be
// anything, and is not repeated.
func tokenTrouble(a source.Account, err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		return (&Client{account: a}).trouble(err)
	}
	status := 0
	if refused.Response != nil {
		status = refused.Response.StatusCode
	}
	switch {
	case status == http.StatusTooManyRequests:
		trouble := source.NewTrouble(source.RateLimited, "")
		trouble.Until = HintOf(refused.Response.Header, a.Now()).NotBefore
		return trouble
	case status >= http.StatusInternalServerError: // whatever it says beside
		return source.NewTrouble(source.Upstream, "")
	case refused.ErrorCode == "invalid_client" || refused.ErrorCode == "invalid_scope":
		return source.NewTrouble(source.Setting, "The service does not know this application, or does not let it ask for that.")
	}
	return source.NewTrouble(source.SignIn, "")
}
