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

// once lets a request that changes something and carries a key happen once. The key is kept in the
// transaction in which it happens, and the answer right after: a second time the request gets the answer
// of the first, or, where something ended the core in between, is told that it was done. Answers that
// say "try again" (5xx) are not kept.
func (a *API) once(next http.Handler) http.Handler {
	var asked underway
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get(keyHeader)
		if key == "" || !changes(r) {
			next.ServeHTTP(w, r)
			return
		}
		if len(key) > maxKey {
			refuse(w, http.StatusBadRequest, fault.Invalid, "A request key has at most 200 characters.")
			return
		}
		defer asked.begin(key)()
		request := store.Request{Key: key, What: r.Method + " " + r.URL.Path, At: a.core.Now()}
		kept, found, err := a.core.Answer(r.Context(), key)
		switch {
		case err != nil: // it may have happened: not knowing is no reason to do it again
			refuse(w, http.StatusInternalServerError, fault.CodeOf(err), fault.SentenceOf(err))
			return
		case found:
			replay(w, kept, request.What)
			return
		}
		recorded := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(recorded, r.WithContext(request.With(r.Context())))
		if recorded.status < http.StatusInternalServerError {
			// That it happened stands, whether or not its answer can be kept. Who asked may have hung up
			// by now, and is the very one to ask again.
			_ = a.core.KeepAnswer(context.WithoutCancel(r.Context()), request, recorded.status, recorded.body.Bytes())
		}
	})
}

func replay(w http.ResponseWriter, kept store.Answer, what string) {
	switch {
	case kept.What != what:
		refuse(w, http.StatusConflict, fault.Conflict, "This request key was used for something else.")
		return
	case kept.Status == 0:
		refuse(w, http.StatusConflict, fault.Acted, "This was done already; only the answer was lost. Look at how things stand.")
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
