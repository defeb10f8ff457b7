package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// A mail is known by its Message-ID, in whatever folder it lies, and by a sum of when it was sent and by
// whom, because there are devices that give all their mails the same id. One without an id is known by
// the sum of its header fields, and when it came.
const (
	byID  = "mid:"
	bySum = "sum:"
)

// longestID is how long a Message-ID may be to be taken for one.
const longestID = 700

// idOf gives the Message-ID, without brackets; empty: it has none, or none that could be looked for.
func idOf(h headers) string {
	ids := h.ids("message-id")
	if len(ids) == 0 || len(ids[0]) > longestID || strings.ContainsAny(ids[0], "\"\\\r\n") {
		return ""
	}
	return ids[0]
}

// remoteID gives the identity of a mail within its account.
func remoteID(h headers, at time.Time) string {
	if id := idOf(h); id != "" {
		return byID + sum(h.get("date"), h.get("from"))[:8] + ":" + id
	}
	all := []string{at.UTC().Format(time.RFC3339)}
	for _, field := range h {
		switch field.name {
		case "received", "x-received", "delivered-to", "return-path", "status", "x-status", "content-length", "lines":
		default:
			all = append(all, field.name, field.value)
		}
	}
	return bySum + sum(all...)[:32]
}

// messageIDOf gives the Message-ID in an identity that remoteID gave; empty: there is none in it.
func messageIDOf(remote string) string {
	rest, isByID := strings.CutPrefix(remote, byID)
	if _, id, found := strings.Cut(rest, ":"); isByID && found {
		return id
	}
	return ""
}

// threadOf gives what the mails of a conversation have in common: the id of the first one. Gmail's own
// number of the conversation takes its place where there is one.
func threadOf(h headers, at time.Time) string {
	for _, field := range []string{"references", "in-reply-to", "message-id"} {
		if ids := h.ids(field); len(ids) > 0 {
			return "re:" + ids[0]
		}
	}
	return remoteID(h, at)
}

func sum(parts ...string) string {
	whole := sha256.New()
	for _, part := range parts {
		whole.Write([]byte(part))
		whole.Write([]byte{0})
	}
	return hex.EncodeToString(whole.Sum(nil))
}
