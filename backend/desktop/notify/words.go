package notify

import (
	"slices"
	"sync"
)

// lately is of how many of our notifications the words are kept.
const lately = 32

// words are what our notifications said lately.
type words struct {
	mu   sync.Mutex
	said []string
}

// saying is what is said, however it is broken into lines and made harmless on its way.
func saying(title, body string) string { return harmless(title) + "\n" + harmless(body) }

func (w *words) keep(m Message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.said) == lately {
		w.said = slices.Delete(w.said, 0, 1)
	}
	w.said = append(w.said, saying(m.Title, m.Body))
}

func (w *words) has(title, body string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Contains(w.said, saying(title, body))
}
