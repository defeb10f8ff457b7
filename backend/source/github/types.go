package github

import "time"

// user is a person at GitHub.
type user struct {
	Login string `json:"login"`
	Name  string `json:"name"`
}

// comment is a comment to be made.
type comment struct {
	Body string `json:"body"`
}

// thread is a notification as GitHub tells it. The reason stays that of the first one.
type thread struct {
	ID         string    `json:"id"`
	Reason     string    `json:"reason"`
	UpdatedAt  time.Time `json:"updated_at"`
	Repository struct {
		FullName string `json:"full_name"`
		HTMLURL  string `json:"html_url"`
	} `json:"repository"`
	Subject struct {
		Title            string `json:"title"`
		URL              string `json:"url"` // empty for discussions, checks and such
		LatestCommentURL string `json:"latest_comment_url"`
		Type             string `json:"type"`
	} `json:"subject"`
}

// said is an issue, a pull request, a comment, a review, a commit or a release: what they have in common.
type said struct {
	Body    string `json:"body"`
	HTMLURL string `json:"html_url"`
	User    *user  `json:"user"`
	Author  *user  `json:"author"` // of commits and releases
}
