package api

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"net/http"
	"os"
	"strings"

	"golang.org/x/time/rate"

	"sluice/backend/fault"
)

// The limits of what scripts may send over loopback. Over the socket there is no limit of the rate.
const (
	inboundRate  = 50 // requests a second, each with up to a thousand arrivals
	inboundBurst = 200
	inboundBody  = 4 << 20
)

// Inbound lets scripts on this machine put arrivals in over loopback, and nothing else: with a bearer
// secret, at an address of its own, within limits. Browsers cannot use it.
type Inbound struct {
	host   string
	secret string
	next   http.Handler
	limit  *rate.Limiter
}

// NewInbound guards a handler that is served at host, an address of the loopback with its port.
func NewInbound(host, secret string, next http.Handler) *Inbound {
	return &Inbound{host: host, secret: secret, next: next, limit: rate.NewLimiter(inboundRate, inboundBurst)}
}

// ServeHTTP answers POST /api/v1/arrivals.
func (i *Inbound) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Host != i.host:
		refuse(w, http.StatusMisdirectedRequest, fault.Denied, "This address is not Sluice's.")
	case r.Header.Get("Origin") != "":
		refuse(w, http.StatusForbidden, fault.Denied, "Pages may not put anything in.")
	case !i.knows(r):
		refuse(w, http.StatusUnauthorized, fault.Denied, "Send the secret: Authorization: Bearer …. `sluice inbound` shows it.")
	case r.Method != http.MethodPost || r.URL.Path != "/api/v1/arrivals":
		refuse(w, http.StatusNotFound, fault.NotFound, "Only POST /api/v1/arrivals is answered here.")
	case !i.limit.Allow():
		w.Header().Set("Retry-After", "1")
		refuse(w, http.StatusTooManyRequests, fault.TooLarge, "That is too much at once. Send several arrivals in one request.")
	default:
		r.Body = http.MaxBytesReader(w, r.Body, inboundBody)
		i.next.ServeHTTP(w, r)
	}
}

func (i *Inbound) knows(r *http.Request) bool {
	given, isBearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return isBearer && subtle.ConstantTimeCompare([]byte(given), []byte(i.secret)) == 1
}

// Secret gives the secret that is kept in a file, which is made, for its owner alone, where there is
// none.
func Secret(path string) (string, error) {
	text, err := os.ReadFile(path)
	if secret := strings.TrimSpace(string(text)); err == nil && secret != "" {
		return secret, nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", fault.Wrap(err, fault.ReadOnly, "The secret in %s cannot be read.", path)
	}
	secret := rand.Text()
	if err := os.WriteFile(path, []byte(secret+"\n"), 0o600); err != nil {
		return "", fault.Wrap(err, fault.ReadOnly, "The secret cannot be kept in %s.", path)
	}
	return secret, nil
}
