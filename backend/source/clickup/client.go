package clickup

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// client speaks both versions of the API, https://developer.clickup.com/reference.
type client struct {
	http  *httpx.Client
	hints *source.Hint // what was wished in all answers
}

func newClient(a source.Account) client {
	c := client{http: httpx.New(a), hints: &source.Hint{}}
	c.http.Header.Set("Authorization", a.Secrets["token"])
	return c
}

func (c client) hint() source.Hint { return *c.hints }

func (c client) get(ctx context.Context, path string, query url.Values, into any) error {
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	response, err := c.http.JSON(ctx, httpx.Request{URL: address + path, Limit: maxAnswer}, into)
	*c.hints = c.hints.Later(response.Hint)
	return err
}

// maxAnswer is how long a page of a hundred tasks may be, each with its text and fields.
const maxAnswer = 16 << 20

func (c client) user(ctx context.Context) (user, error) {
	var answer struct {
		User user `json:"user"`
	}
	err := c.get(ctx, "/api/v2/user", nil, &answer)
	return answer.User, err
}

// teams gives the workspaces; only is the name or number of the one that is wanted, empty for all.
func (c client) teams(ctx context.Context, only string) ([]team, error) {
	var answer struct {
		Teams []team `json:"teams"`
	}
	if err := c.get(ctx, "/api/v2/team", nil, &answer); err != nil {
		return nil, err
	}
	if only = strings.TrimSpace(only); only == "" {
		return answer.Teams, nil
	}
	teams := slices.DeleteFunc(answer.Teams, func(t team) bool { return t.ID != only && !strings.EqualFold(t.Name, only) })
	if len(teams) == 0 {
		return nil, source.NewTrouble(source.Setting, "You are in no workspace that is called so.")
	}
	return teams, nil
}

// tasks gives a page, of a hundred, of the open tasks that are assigned to somebody.
func (c client) tasks(ctx context.Context, team string, assignee interface{ String() string }, page int) (tasks []task, more bool, err error) {
	query := url.Values{
		"assignees[]": {assignee.String()}, "subtasks": {"true"}, "include_closed": {"false"}, "order_by": {"updated"},
		"page": {strconv.Itoa(page)},
	}
	var answer listed
	err = c.get(ctx, "/api/v2/team/"+url.PathEscape(team)+"/task", query, &answer)
	const whole = 100
	more = len(answer.Tasks) >= whole && (answer.LastPage == nil || !*answer.LastPage)
	return answer.Tasks, more, err
}

// comments gives what was said at a task last, the newest first.
func (c client) comments(ctx context.Context, task string) ([]comment, error) {
	var answer struct {
		Comments []comment `json:"comments"`
	}
	err := c.get(ctx, "/api/v2/task/"+url.PathEscape(task)+"/comment", nil, &answer)
	return answer.Comments, err
}

// channels gives the chats that the user follows and in which something was said since.
func (c client) channels(ctx context.Context, team string, since int64) ([]channel, error) {
	var answer struct {
		Data []channel `json:"data"`
	}
	query := url.Values{"is_follower": {"true"}, "limit": {"100"}}
	if since > 0 {
		query.Set("with_comment_since", strconv.FormatInt(since, 10))
	}
	err := c.get(ctx, "/api/v3/workspaces/"+url.PathEscape(team)+"/chat/channels", query, &answer)
	return answer.Data, err
}

// messages gives what was said in a chat last, the newest first.
func (c client) messages(ctx context.Context, team, channel string) ([]message, error) {
	var answer struct {
		Data []message `json:"data"`
	}
	path := "/api/v3/workspaces/" + url.PathEscape(team) + "/chat/channels/" + url.PathEscape(channel) + "/messages"
	err := c.get(ctx, path, url.Values{"limit": {"50"}, "content_format": {"text/plain"}}, &answer)
	return answer.Data, err
}

// tagged gives whom a message mentions.
func (c client) tagged(ctx context.Context, team, message string) ([]taggedUser, error) {
	var answer struct {
		Data []taggedUser `json:"data"`
	}
	path := "/api/v3/workspaces/" + url.PathEscape(team) + "/chat/messages/" + url.PathEscape(message) + "/tagged_users"
	err := c.get(ctx, path, nil, &answer)
	return answer.Data, err
}

func (c client) send(ctx context.Context, method, path string, body any) error {
	_, err := c.http.JSON(ctx, httpx.Request{Method: method, URL: address + path, Body: body}, nil)
	return err
}

func (c client) comment(ctx context.Context, task, text string) error {
	body := map[string]any{"comment_text": text, "notify_all": false}
	return c.send(ctx, http.MethodPost, "/api/v2/task/"+url.PathEscape(task)+"/comment", body)
}

func (c client) replyTo(ctx context.Context, comment, text string) error {
	body := map[string]any{"comment_text": text, "notify_all": false}
	return c.send(ctx, http.MethodPost, "/api/v2/comment/"+url.PathEscape(comment)+"/reply", body)
}

func (c client) resolve(ctx context.Context, comment string) error {
	return c.send(ctx, http.MethodPut, "/api/v2/comment/"+url.PathEscape(comment), map[string]any{"resolved": true})
}

// resolveAll resolves the comments among what is assigned to the user.
func (c client) resolveAll(ctx context.Context, assigned []string) error {
	for _, id := range assigned {
		if comment, is := strings.CutPrefix(id, commentPrefix); is {
			if err := c.resolve(ctx, comment); err != nil {
				return err
			}
		}
	}
	return nil
}

// say says something in a chat; chat is "workspace/channel".
func (c client) say(ctx context.Context, chat, text string) error {
	team, channel, found := strings.Cut(chat, "/")
	if !found {
		return source.NewTrouble(source.NotThere, "This cannot be answered from here.")
	}
	path := "/api/v3/workspaces/" + url.PathEscape(team) + "/chat/channels/" + url.PathEscape(channel) + "/messages"
	return c.send(ctx, http.MethodPost, path, map[string]any{"type": "message", "content": text, "content_format": "text/plain"})
}

// closeTask gives a task the status with which its list closes tasks.
func (c client) closeTask(ctx context.Context, id string) error {
	var t task
	if err := c.get(ctx, "/api/v2/task/"+url.PathEscape(id), nil, &t); err != nil {
		return err
	}
	var list struct {
		Statuses []status `json:"statuses"`
	}
	if err := c.get(ctx, "/api/v2/list/"+url.PathEscape(t.List.ID), nil, &list); err != nil {
		return err
	}
	for _, wanted := range []string{"closed", "done"} {
		for _, each := range list.Statuses {
			if each.Type == wanted {
				return c.send(ctx, http.MethodPut, "/api/v2/task/"+url.PathEscape(id), map[string]any{"status": each.Status})
			}
		}
	}
	return source.NewTrouble(source.NotThere, "The list of this task has no status that closes it.")
}
