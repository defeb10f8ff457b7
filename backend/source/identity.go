package source

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
)

// shorten keeps an identity that is far too long apart from others, in less space.
func shorten(id string) string {
	if len(id) <= maxID {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return id[:maxID/2] + hex.EncodeToString(sum[:])
}

// Form tells an event from its earlier and later forms: its revision, or when it was last changed.
// Empty: it has one form only.
func (e Event) Form() string {
	if e.Revision == "" && !e.UpdatedAt.IsZero() {
		return e.UpdatedAt.UTC().Format(time.RFC3339Nano)
	}
	return e.Revision
}

// SameMessage is the key in Event.Same of an e-mail's Message-ID.
func SameMessage(messageID string) string {
	id := strings.Trim(strings.TrimSpace(messageID), "<>")
	if id == "" {
		return ""
	}
	return "mid:" + id
}

// SameAddress is the key in Event.Same of what has an address that everybody knows it by. Scheme,
// a final slash, and parameters that only follow readers round do not matter.
func SameAddress(address string) string {
	parsed, err := url.Parse(strings.TrimSpace(address))
	if err != nil || parsed.Host == "" {
		return ""
	}
	query := parsed.Query()
	for key := range query {
		if strings.HasPrefix(key, "utm_") || key == "email_source" || key == "email_token" || key == "notification_referrer_id" {
			query.Del(key)
		}
	}
	same := "url:" + strings.TrimPrefix(strings.ToLower(parsed.Host), "www.") + strings.TrimSuffix(parsed.EscapedPath(), "/")
	if encoded := query.Encode(); encoded != "" {
		same += "?" + encoded
	}
	if parsed.Fragment != "" {
		same += "#" + parsed.Fragment
	}
	return same
}
