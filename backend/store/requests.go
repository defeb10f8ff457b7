package store

import (
	"context"
	"time"
)

// Request is what somebody asked to be changed, under the key that makes it one however often it is
// sent.
type Request struct {
	Key  string
	What string // method and path
	At   time.Time
}

// Answer is what a request was answered.
type Answer struct {
	What   string // method and path
	Status int    // 0: what was asked for was done, and its answer is lost
	Body   []byte
}

type requestKey struct{}

// With gives a context for what a request asks for. The first transaction that writes under it keeps
// the request's key, so that it and what was done stand together, or neither does.
func (r Request) With(ctx context.Context) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

// WithoutRequest gives a context under which no key is kept: for what comes before the act itself and
// may come twice.
func WithoutRequest(ctx context.Context) context.Context {
	return context.WithValue(ctx, requestKey{}, nil)
}

// RequestOf gives the request that a context is for, and whether it is for one.
func RequestOf(ctx context.Context) (Request, bool) {
	request, _ := ctx.Value(requestKey{}).(Request)
	return request, request.Key != ""
}

// keepRequest keeps the key of the request that ctx is for, if it is for one. Later transactions of
// the same request change nothing about it.
func (tx *Tx) keepRequest(ctx context.Context) error {
	request, found := RequestOf(ctx)
	if !found {
		return nil
	}
	return tx.db.Exec(`INSERT INTO requests (key, at, what, status, answer) VALUES (?, ?, ?, 0, X'')
		ON CONFLICT (key) DO NOTHING`, request.Key, millis(request.At), request.What).Error
}

// Answer gives what is kept under a request's key, and whether anything is.
func (tx *Tx) Answer(key string) (Answer, bool, error) {
	var row struct {
		What   string
		Status int
		Answer []byte
	}
	found, err := one(tx.db.Raw(`SELECT what, status, answer FROM requests WHERE key = ?`, key), &row)
	return Answer{What: row.What, Status: row.Status, Body: row.Answer}, found, err
}

// KeepAnswer keeps the answer to a request, of which the first stands, and forgets requests older than
// a day.
func (tx *Tx) KeepAnswer(r Request, status int, body []byte) error {
	const day = 24 * time.Hour
	if body == nil {
		body = []byte{} // an answer without a body is one too; nil would be NULL
	}
	err := tx.db.Exec(`INSERT INTO requests (key, at, what, status, answer) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET status = excluded.status, answer = excluded.answer WHERE status = 0`,
		r.Key, millis(r.At), r.What, status, body).Error
	if err != nil {
		return err
	}
	return tx.db.Exec(`DELETE FROM requests WHERE at < ?`, millis(r.At.Add(-day))).Error
}
