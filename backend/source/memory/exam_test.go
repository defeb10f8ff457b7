package memory_test

import (
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/memory"
	"sluice/backend/source/sourcetest"
)

// service lets the exam play on the memory service.
type service struct{ *memory.Service }

func (s service) Put(m sourcetest.Message) {
	s.Service.Put(m.ID, m.Title, m.Body, m.From, m.At, m.Edited)
}

func (s service) Meet(id, title string, from, until time.Time) {
	s.Service.Meet(id, title, from, until)
}

func (s service) Remove(id string) {
	s.Service.Remove(id)
	s.CallOff(id)
}

func TestExam(t *testing.T) {
	sourcetest.Run(t, sourcetest.Subject{
		Source:   memory.Kind{},
		Settings: source.Values{"address": "https://memory.test"},
		Secrets:  source.Secrets{"token": "s3cret-token"},
		Service:  func(testing.TB) sourcetest.Service { return service{&memory.Service{}} },
	})
}
