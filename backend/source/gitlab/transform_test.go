package gitlab

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"sluice/backend/source"
	"sluice/backend/work"
)

// documented are the to-dos of GitLab's own documentation, and one each of a commit and a group.
func documented(t testing.TB) []todo {
	t.Helper()
	text, err := os.ReadFile("testdata/todos.json")
	if err != nil {
		t.Fatal(err)
	}
	var todos []todo
	if err := json.Unmarshal(text, &todos); err != nil {
		t.Fatal(err)
	}
	return todos
}

func TestEventOf(t *testing.T) {
	todos := documented(t)
	request, _ := eventOf(todos[0])
	want := source.Event{
		RemoteID: "102", Thread: "2/merge_requests/7", App: "GitLab, gitlab-org/gitlab-foss", Service: "gitlab", From: "Administrator",
		Kind: work.KindTask, Reach: work.ReachAssigned, Title: "Dolores in voluptatem tenetur praesentium omnis repellendus voluptatem quaerat.",
		Body: "Et ea et omnis illum cupiditate. Dolor aspernatur tenetur ducimus facilis est nihil.", URL: "https://gitlab.example.com/gitlab-org/gitlab-foss/-/merge_requests/7",
	}
	if request.RemoteID != want.RemoteID || request.Thread != want.Thread || request.App != want.App || request.From != want.From ||
		request.Kind != want.Kind || request.Reach != want.Reach || request.Title != want.Title || request.URL != want.URL || request.Body != want.Body ||
		!request.SentAt.Equal(time.Date(2016, 6, 17, 7, 52, 35, 225e6, time.UTC)) {
		t.Errorf("the merge request came as %+v", request)
	}
	commit, says := eventOf(todos[1])
	if !says || commit.Thread != "todo/98" || commit.Title != "Look at this again, @me" || commit.Reach != work.ReachDirect {
		t.Errorf("the commit came as %+v", commit)
	}
	review, _ := eventOf(todos[2])
	if review.Blocked != "Ines" || review.BlockedAt.IsZero() || review.Kind != KindReview || review.DueAt.Format(time.DateOnly) != "2026-03-31" {
		t.Errorf("the review came as %+v", review)
	}
	group, says := eventOf(todos[3])
	if !says || group.App != "GitLab" || group.Title != "Namespace" || group.Kind != work.KindMessage {
		t.Errorf("what concerns a group came as %+v", group)
	}
}

// To-dos of one work item belong together; those that came before they did are known by what they were called.
func TestWorkItemsAreGathered(t *testing.T) {
	item, says := eventOf(documented(t)[4])
	if !says || item.Thread != "3/work_items/14" || item.ThreadWas != "todo/95" || item.Reach != work.ReachMention {
		t.Errorf("the work item came as %+v", item)
	}
	if _, answers := notesOf(item.Thread); answers {
		t.Error("it is offered to answer a work item")
	}
	var known cursor
	batch := source.Batch{}
	known.take(documented(t), &batch)
	if len(batch.Events) != 5 || !slices.Contains(known.Threads, "todo/95") || !slices.Contains(known.Threads, "3/work_items/14") {
		t.Errorf("open are %v", known.Threads)
	}
	if issue, _ := eventOf(documented(t)[0]); issue.ThreadWas != "" {
		t.Errorf("a merge request was called %q before", issue.ThreadWas)
	}
}

func TestNotesOf(t *testing.T) {
	if path, found := notesOf("7/issues/3"); !found || path != "/projects/7/issues/3/notes" {
		t.Errorf("comments go to %q, %t", path, found)
	}
	if path, found := notesOf("todo/98"); found {
		t.Errorf("what takes no comments takes them at %q", path)
	}
}

func FuzzTodos(f *testing.F) {
	text, err := os.ReadFile("testdata/todos.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		var todos []todo
		if json.Unmarshal(text, &todos) != nil {
			return
		}
		for _, each := range todos {
			if event, says := eventOf(each); says && (event.RemoteID == "" || event.Thread == "" || len(event.Tidy().Title) > source.MaxLine) {
				t.Errorf("%+v", event)
			}
		}
	})
}
