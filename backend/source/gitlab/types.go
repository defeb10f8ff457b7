package gitlab

import (
	"encoding/json"
	"time"
)

// user is a person at GitLab.
type user struct {
	Name     string `json:"name"`
	Username string `json:"username"`
}

// note is a comment to be made.
type note struct {
	Body string `json:"body"`
}

// todo is one to-do as GitLab tells it, https://docs.gitlab.com/api/todos/.
type todo struct {
	ID      int64 `json:"id"`
	Project *struct {
		ID   int64  `json:"id"`
		Path string `json:"path_with_namespace"`
	} `json:"project"` // null for those of a group
	Author     *user     `json:"author"`
	Action     string    `json:"action_name"`
	TargetType string    `json:"target_type"`
	Target     target    `json:"target"`
	TargetURL  string    `json:"target_url"`
	Body       string    `json:"body"`
	CreatedAt  time.Time `json:"created_at"`
}

// target is what a to-do is about. Its id is a number, but for a commit.
type target struct {
	ID          json.RawMessage `json:"id"`
	IID         int64           `json:"iid"`
	ProjectID   int64           `json:"project_id"`
	Title       string          `json:"title"`
	Description string          `json:"description"`
	DueDate     string          `json:"due_date"` // "2026-03-31"
	FileName    string          `json:"filename"`
}
