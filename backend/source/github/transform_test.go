package github

import (
	"encoding/json"
	"os"
	"testing"

	"sluice/backend/source"
	"sluice/backend/work"
)

// read reads an example of GitHub's own description of its API.
func read(t testing.TB, name string, into any) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func TestEventOf(t *testing.T) {
	var threads []thread
	var comment said
	read(t, "thread-items.json", &threads)
	read(t, "issue-comment.json", &comment)
	event := eventOf(threads[0], comment)
	if event.RemoteID != "1" || event.Title != "Greetings" || event.App != "GitHub, octocat/Hello-World" || event.From != "octocat" ||
		event.Body != "Me too" || event.Kind != work.KindMessage || event.Blocked != "" || event.SentAt.IsZero() {
		t.Errorf("the documented thread came as %+v", event)
	}
	bare := eventOf(threads[0], said{})
	if bare.URL != "https://github.com/octocat/Hello-World/issues/123" || bare.From != "" {
		t.Errorf("without its comment it came as %+v", bare)
	}
}

func TestMeaningOfReasons(t *testing.T) {
	for reason, want := range map[string]struct {
		reach work.Reach
		stuck bool
	}{
		"review_requested": {work.ReachReview, true}, "mention": {work.ReachMention, false}, "subscribed": {work.ReachList, false},
		"assign": {work.ReachAssigned, false}, "one that is new": {"", false},
	} {
		event := eventOf(thread{ID: "1", Reason: reason}, said{User: &user{Login: "ines"}})
		if event.Reach != want.reach || (event.Blocked == "ines") != want.stuck {
			t.Errorf("%s came as %+v", reason, event)
		}
	}
}

func TestCommentsOf(t *testing.T) {
	for page, want := range map[string]string{
		"https://github.com/acme/shop/pull/12#issuecomment-1": "/repos/acme/shop/issues/12/comments",
		"https://github.com/acme/shop/issues/3":               "/repos/acme/shop/issues/3/comments",
		"https://github.com/acme/shop/discussions/3":          "",
		"https://github.com/acme":                             "",
		"://":                                                 "",
	} {
		if path, found := commentsOf(page); path != want || found != (want != "") {
			t.Errorf("%s takes comments at %q", page, path)
		}
	}
}

func FuzzThreads(f *testing.F) {
	text, err := os.ReadFile("testdata/thread-items.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		var threads []thread
		if json.Unmarshal(text, &threads) != nil {
			return
		}
		for _, each := range threads {
			if event := eventOf(each, said{}); len(event.Tidy().Title) > source.MaxLine {
				t.Errorf("%+v", event)
			}
		}
	})
}
