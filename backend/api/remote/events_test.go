package remote

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/fault"
)

func TestEventsAreReadHoweverTheyAreCut(t *testing.T) {
	const stream = ": a comment\nevent: hello\nid: 1\ndata: {\"version\":\"1\"}\n\nevent:queue\r\ndata:{}\r\n\r\ndata: a\ndata: b\n\nevent: nothing\n\nevent: cut off\ndata: x"
	want := []string{`hello {"version":"1"}`, "queue {}", "message a\nb"}
	for size := 1; size <= len(stream); size += 7 {
		var got []string
		reader := &eventReader{each: func(name, data string) { got = append(got, name+" "+data) }}
		for rest := stream; rest != ""; {
			n := min(size, len(rest))
			if _, err := reader.Write([]byte(rest[:n])); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("in pieces of %d: %s", size, diff)
		}
	}
}

func TestALineWithoutAnEndIsRefused(t *testing.T) {
	reader := &eventReader{each: func(string, string) { t.Error("an event") }}
	if _, err := reader.Write([]byte(strings.Repeat("x", maxLine+1))); fault.CodeOf(err) != fault.OtherVersion {
		t.Errorf("the error is %v", err)
	}
}
