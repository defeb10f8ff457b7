package clickup_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sluice/backend/source"
	"sluice/backend/source/clickup"
	"sluice/backend/source/sourcetest"
	"sluice/backend/work"
)

const described = "clickup.json"

// TestRequestsAreAsDescribed checks every request of a pull with chat, and of each verb.
func TestRequestsAreAsDescribed(t *testing.T) {
	// To resolve a comment, text and assignee are to be sent too, by the description. They are not sent: the
	// text would come back without its mentions and links. Other programs send as little.
	d := sourcetest.Described(t, described).
		Except(`PUT /api/v2/comment/9: body lacks "comment_text", which is required`).
		Except(`PUT /api/v2/comment/9: body lacks "assignee", which is required`)
	synctest.Test(t, func(t *testing.T) {
		at := time.Now().Add(-time.Hour)
		s := &server{messages: []map[string]any{{"id": "m1", "user_id": "7", "content": "hey @me", "date": at.UnixMilli()}}}
		s.Put(sourcetest.Message{ID: "for-resolve", Title: "Checkout", From: "Ana", At: at})
		account := sourcetest.Account(clickup.Source{}, source.Values{"chat": "true"}, source.Secrets{"token": "pk_secret"}, d.Checks(t, s))
		if _, err := (clickup.Source{}).Check(t.Context(), account); err != nil {
			t.Error(err)
		}
		var cursor source.Cursor
		for range 2 { // the second one asks for what is new in chat
			batch, err := clickup.Source{}.Pull(t.Context(), account, cursor, source.Budget{Requests: 50, Since: at.Add(-time.Hour)})
			if err != nil || batch.More {
				t.Fatalf("pull gave %+v (%v)", batch, err)
			}
			if batch.Next != "" {
				cursor = batch.Next
			}
		}
		for _, w := range []source.Write{
			{Verb: source.VerbDone, Target: source.Target{Thread: "task/t1"}},
			{Verb: source.VerbResolve, Target: source.Target{Thread: "task/t1", Assigned: []string{"task/t1", "comment/9"}}},
			{Verb: source.VerbReply, Text: "yes", Target: source.Target{Thread: "task/t1"}},
			{Verb: source.VerbReply, Text: "yes", Target: source.Target{Thread: "task/t1", RemoteIDs: []string{"comment/9"}}},
			{Verb: source.VerbReply, Text: "yes", Target: source.Target{Thread: "chat/1234/c-1", RemoteIDs: []string{"chat/m1"}}},
		} {
			if err := (clickup.Source{}).Write(source.Acting(t.Context()), account, w); err != nil {
				t.Errorf("%s %+v gave %v", w.Verb, w.Target, err)
			}
		}
		if len(s.written) != 5 || len(s.asked) < 20 {
			t.Errorf("checked were %d requests, %d of which write: %v", len(s.asked), len(s.written), s.written)
		}
	})
}

// TestDescribedAnswers reads the answers that ClickUp's description gives as examples.
func TestDescribedAnswers(t *testing.T) {
	d := sourcetest.Described(t, described)
	account := sourcetest.Account(clickup.Source{}, nil, source.Secrets{"token": "pk_secret"}, d.Answers(t, nil))
	identity, err := clickup.Source{}.Check(t.Context(), account)
	if err != nil || !strings.Contains(identity.Who, "John Doe") || !slices.ContainsFunc(identity.Finds, func(f source.Find) bool { return strings.Contains(string(f), "My ClickUp Workspace") }) {
		t.Errorf("check gave %+v (%v)", identity, err)
	}
	batch, err := clickup.Source{}.Pull(t.Context(), account, "", source.Budget{Requests: 50})
	if err != nil || batch.Skipped > 0 || len(batch.Events) == 0 {
		t.Fatalf("pull gave %+v (%v)", batch, err)
	}
	task, comment := batch.Events[0], batch.Events[len(batch.Events)-1]
	if task.Title != "My First Task" || task.Body != "Task description" || task.Kind != work.KindTask ||
		!task.SentAt.Equal(time.UnixMilli(1508369194377)) || task.Reach != work.ReachAssigned || task.Thread != "task/av1" {
		t.Errorf("the task came as %+v", task)
	}
	if comment.Body != "Task comment content" || comment.From != "John Doe" || comment.RemoteID != "comment/458" ||
		!strings.HasPrefix(comment.Thread, "task/") || !comment.SentAt.Equal(time.UnixMilli(1568036964079)) {
		t.Errorf("the comment came as %+v", comment)
	}
}
