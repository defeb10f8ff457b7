package api_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// noActs are the operations that undo does not take back.
var noActs = []string{
	"add", "add-source", "cancel-import", "change-source", "check-in-now", "end-check-in", "pause-source", "remove-source",
	"resume-source", "retry-write", "search-held", "switch", "undo", "withdraw-write",
}

// traces are the paths that still tell of an act that was taken back: of what was answered at a service
// that it was withdrawn, of a shield that it was up for a moment, and a time away is asked about once.
var traces = map[string][]string{
	"answer-away":  {"/sessions/away", "/status"},
	"reply":        {"/items/1", "/outbox"},
	"start-shield": {"/shields"},
	"write":        {"/items/1", "/outbox"},
}

// passing are fields that tell of the moment, or of undo itself.
var passing = map[string][]string{"": {"now", "undo", "lastOk", "nextAt"}, "/insights": {"from", "until"}}

// surfaces gives what every path that can be read tells.
func (s *served) surfaces(item int64) map[string]any {
	s.Helper()
	told := map[string]any{}
	for _, path := range s.readable(item) {
		var answer any
		if err := json.Unmarshal(s.get(path).body, &answer); err == nil {
			told[path] = lasting(answer, slices.Concat(passing[""], passing[path]))
		}
	}
	return told
}

// lasting is an answer without what passes.
func lasting(answer any, passing []string) any {
	switch answer := answer.(type) {
	case map[string]any:
		for name, field := range answer {
			if slices.Contains(passing, name) {
				delete(answer, name)
			} else {
				answer[name] = lasting(field, passing)
			}
		}
	case []any:
		for i, one := range answer {
			answer[i] = lasting(one, passing)
		}
	}
	return answer
}

// TestUndoBringsEverySurfaceBack does each thing that is an act, takes it back, and reads every path of
// the description before and after.
func TestUndoBringsEverySurfaceBack(t *testing.T) {
	methods := methodsOf(t)
	for _, id := range slices.Sorted(maps.Keys(methods)) {
		m := mutations[id]
		if m.again != "" || m.ready == nil || slices.Contains(noActs, id) {
			continue
		}
		t.Run(id, func(t *testing.T) {
			s, path, body := m.serve(t)
			before, last := s.surfaces(1), s.get("/status").ok()["undo"]
			s.ask(methods[id], "/api/v1"+path, body).ok()
			if act := s.get("/status").ok()["undo"]; cmp.Equal(act, last) {
				t.Fatalf("it is no act: undo would still take back %v", last)
			}
			s.post("/undo", nil).ok()
			after := s.surfaces(1)
			for _, path := range slices.Sorted(maps.Keys(before)) {
				if diff := cmp.Diff(before[path], after[path]); diff != "" && !slices.Contains(traces[id], path) {
					t.Errorf("%s is another: %s", path, diff)
				}
			}
		})
	}
}
