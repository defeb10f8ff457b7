package clickup

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// stamp is an instant in milliseconds since 1970: a number in a string, a bare number, or null.
type stamp string

// UnmarshalJSON takes any of the three.
func (s *stamp) UnmarshalJSON(text []byte) error {
	*s = stamp(strings.Trim(string(text), `"`))
	return nil
}

func (s stamp) ms() int64 {
	n, err := strconv.ParseFloat(string(s), 64)
	if err != nil || n < 0 || n > 1e15 {
		return 0
	}
	return int64(n)
}

func (s stamp) time() time.Time {
	if s.ms() == 0 {
		return time.Time{}
	}
	return time.UnixMilli(s.ms()).UTC()
}

func milliseconds(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}

// user is a person at ClickUp.
type user struct {
	ID       json.Number `json:"id"`
	Username string      `json:"username"` // null for invited people
	Email    string      `json:"email"`
}

func (u user) called() string { return cmp.Or(u.Username, u.Email, "user "+u.ID.String()) }

// team is a workspace, as the second version of the API calls it.
type team struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Members []struct {
		User user `json:"user"`
	} `json:"members"`
}

// task is a task as it is listed.
type task struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Text     string          `json:"text_content"`
	Created  stamp           `json:"date_created"`
	Updated  stamp           `json:"date_updated"`
	Due      stamp           `json:"due_date"`
	Priority json.RawMessage `json:"priority"` // {"id":"1"}, 1 or null
	Creator  user            `json:"creator"`
	URL      string          `json:"url"`
	List     struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"list"`
	Dependencies []struct {
		Task      string `json:"task_id"`
		DependsOn string `json:"depends_on"`
	} `json:"dependencies"`
}

// listed is a page of tasks.
type listed struct {
	Tasks    []task `json:"tasks"`
	LastPage *bool  `json:"last_page"`
}

// comment is what was said at a task.
type comment struct {
	ID    string `json:"id"`
	Text  string `json:"comment_text"`
	Parts []struct {
		Type string `json:"type"` // "tag" of a mention
		User *user  `json:"user"`
	} `json:"comment"`
	User       user  `json:"user"`
	Resolved   bool  `json:"resolved"`
	Assignee   *user `json:"assignee"`
	AssignedBy *user `json:"assigned_by"`
	Date       stamp `json:"date"`
}

func (c comment) mentions(me user) bool {
	for _, part := range c.Parts {
		if part.User != nil && part.User.ID == me.ID {
			return true
		}
	}
	return false
}

func (c comment) waitsFor(me user) bool {
	return c.Assignee != nil && c.Assignee.ID == me.ID && !c.Resolved
}

// channel is a chat.
type channel struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"` // CHANNEL, DM, GROUP_DM
}

// message is what was said in a chat.
type message struct {
	ID      string `json:"id"`
	UserID  string `json:"user_id"`
	Content string `json:"content"`
	Date    stamp  `json:"date"`
}

// mayMention says whether it is worth asking whom a message mentions.
func (m message) mayMention() bool { return strings.Contains(m.Content, "@") }

type taggedUser struct {
	ID string `json:"id"`
}

// status is one of a list.
type status struct {
	Status string `json:"status"`
	Type   string `json:"type"` // open, custom, done, closed
}
