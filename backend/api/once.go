package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"sluice/backend/fault"
	"sluice/backend/store"
)

// keyHeader carries a request's key: the same key twice is the same request.
const keyHeader = "Idempotency-Key"

const maxKey = 200

// once lets a request that changes something and carries a key happen once: a second time it gets the
// answer of the first. Answers that say "try again" (5xx) are not kept.
func (a *API) once(next http.Handler) http.Handler {
	var asked underway
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get(keyHeader)
		if key == "" || r.Method == http.MethodGet || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		if len(key) > maxKey {
			refuse(w, http.StatusBadRequest, fault.Invalid, "A request key has at most 200 characters.")
			return
		}
		defer asked.begin(key)()
		what := r.Method + " " + r.URL.Path
		kept, found, err := a.core.Answer(r.Context(), key)
		switch {
		case err != nil: // it may have happened: not knowing is no reason to do it again
			refuse(w, http.StatusInternalServerError, fault.CodeOf(err), fault.SentenceOf(err))
			return
		case found:
			replay(w, kept, what)
			return
		}
		recorded := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(recorded, r)
		if recorded.status < http.StatusInternalServerError {
			// That it happened stands, whether or not its answer can be kept. Who asked may have hung up
			// by now, and is the very one to ask again.
			_ = a.core.KeepAnswer(context.WithoutCancel(r.Context()), key, store.Answer{
				What: what, Status: recorded.status, Body: recorded.body.Bytes(),
			})
		}
	})
}

func replay(w http.ResponseWriter, kept store.Answer, what string) {
	if kept.What != what {
		refuse(w, http.StatusConflict, fault.Conflict, "This request key was used for something else.")
		return
	}
	contentType := "application/json"
	if kept.Status >= http.StatusBadRequest {
		contentType = "application/problem+json"
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(kept.Status)
	_, _ = w.Write(kept.Body)
}

func refuse(w http.ResponseWriter, status int, code fault.Code, sentence string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(newProblem(status, code, sentence))
}

// underway lets one request of a key run at a time.
type underway struct {
	mu   sync.Mutex
	keys map[string]chan struct{}
}

// begin waits until no other request with the key runs, and gives what ends this one.
func (u *underway) begin(key string) (end func()) {
	for {
		u.mu.Lock()
		running, busy := u.keys[key]
		if !busy {
			break
		}
		u.mu.Unlock()
		<-running
	}
	defer u.mu.Unlock()
	if u.keys == nil {
		u.keys = map[string]chan struct{}{}
	}
	done := make(chan struct{})
	u.keys[key] = done
	return func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		delete(u.keys, key)
		close(done)
	}
}

// recorder passes an answer on and keeps a copy.
type recorder struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(data []byte) (int, error) {
	r.body.Write(data)
	return r.ResponseWriter.Write(data)
}

// Unwrap lets the server reach what the answer is really written to.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
