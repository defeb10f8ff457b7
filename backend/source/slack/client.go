package slack

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
)

// client speaks the Web API, https://docs.slack.dev/reference/methods.
type client struct {
	http  *httpx.Client
	asked *int         // how many requests were made
	hints *source.Hint // what was wished in all answers
}

func newClient(a source.Account) client {
	return client{http: httpx.New(a).Bearer(a.Secrets["token"]), asked: new(int), hints: &source.Hint{}}
}

// outcome is what every answer says of itself. Slack answers 200 also to what went wrong.
type outcome struct {
	OK     *bool  `json:"ok"`
	Error  string `json:"error"`
	Needed string `json:"needed"` // the right that is lacking
	Meta   struct {
		Next string `json:"next_cursor"`
	} `json:"response_metadata"`
}

// maxAnswer is how long an answer may be: a page of a hundred messages, each with all its blocks.
const maxAnswer = 8 << 20

func (c client) call(ctx context.Context, r httpx.Request, into any) (next string, err error) {
	*c.asked++
	r.Limit = maxAnswer
	var text json.RawMessage
	response, err := c.http.JSON(ctx, r, &text)
	*c.hints = c.hints.Later(response.Hint)
	if err != nil {
		return "", err
	}
	var said outcome
	if err := json.Unmarshal(text, &said); err != nil || said.OK == nil {
		return "", source.WrapTrouble(err, source.Malformed, "")
	}
	if !*said.OK {
		return "", troubleOf(said)
	}
	if into == nil {
		return said.Meta.Next, nil
	}
	if err := json.Unmarshal(text, into); err != nil {
		return "", source.WrapTrouble(err, source.Malformed, "")
	}
	return said.Meta.Next, nil
}

func (c client) get(ctx context.Context, method string, query url.Values, into any) (next string, err error) {
	return c.call(ctx, httpx.Request{URL: base + method + "?" + query.Encode()}, into)
}

func (c client) post(ctx context.Context, method string, body any) error {
	header := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	_, err := c.call(ctx, httpx.Request{Method: http.MethodPost, URL: base + method, Header: header, Body: body}, nil)
	return err
}

// classes of what Slack says is wrong, https://docs.slack.dev/reference/methods/conversations.history#errors.
// What is not here is trouble at Slack.
var classes = map[string]source.Class{
	"invalid_auth": source.AuthExpired, "not_authed": source.AuthExpired, "token_revoked": source.AuthExpired,
	"token_expired": source.AuthExpired, "account_inactive": source.AuthExpired, "two_factor_setup_required": source.AuthExpired,
	"missing_scope": source.Scope, "no_permission": source.Scope, "not_allowed_token_type": source.Scope,
	"access_denied": source.Scope, "ekm_access_denied": source.Scope, "team_access_not_granted": source.Scope,
	"enterprise_is_restricted": source.Scope, "restricted_action": source.Scope, "org_login_required": source.Scope,
	"ratelimited": source.RateLimited, "rate_limited": source.RateLimited,
	"channel_not_found": source.NotThere, "not_in_channel": source.NotThere, "thread_not_found": source.NotThere,
	"message_not_found": source.NotThere, "user_not_found": source.NotThere, "users_not_found": source.NotThere,
	"user_not_visible": source.NotThere, "is_archived": source.NotThere,
	"method_deprecated": source.GoneAPI, "deprecated_endpoint": source.GoneAPI,
}

func troubleOf(said outcome) error {
	class, known := classes[said.Error]
	switch {
	case !known:
		return source.NewTrouble(source.Upstream, "It answered %q.", said.Error)
	case said.Needed != "":
		return source.NewTrouble(class, "It lacks %s.", said.Needed)
	}
	return source.NewTrouble(class, "")
}

// isLacking says whether an error is about a right that the user left off.
func isLacking(err error) bool { return source.ClassOf(err) == source.Scope }

func (c client) me(ctx context.Context) (me identity, err error) {
	_, err = c.get(ctx, "auth.test", nil, &me)
	if err == nil && me.ID == "" {
		err = source.NewTrouble(source.Malformed, "")
	}
	return me, err
}

// conversations gives a page of those that the user is in.
func (c client) conversations(ctx context.Context, from string) ([]conversation, string, error) {
	query := url.Values{"types": {"im,mpim,public_channel,private_channel"}, "exclude_archived": {"true"}, "limit": {"200"}}
	if from != "" {
		query.Set("cursor", from)
	}
	var answer struct {
		Channels []conversation `json:"channels"`
	}
	next, err := c.get(ctx, "users.conversations", query, &answer)
	return answer.Channels, next, err
}

// info gives one conversation, with how far it was read.
func (c client) info(ctx context.Context, channel string) (conversation, error) {
	var answer struct {
		Channel conversation `json:"channel"`
	}
	_, err := c.get(ctx, "conversations.info", url.Values{"channel": {channel}}, &answer)
	return answer.Channel, err
}

// span is a part of a conversation, both ends included. An empty end is open.
type span struct{ oldest, latest stamp }

type page struct {
	Messages []message `json:"messages"`
	More     bool      `json:"has_more"`
}

// perPage is how many messages are asked for at once.
const perPage = 100

// history gives the newest messages in a span, the newest first.
func (c client) history(ctx context.Context, channel string, s span) (answer page, err error) {
	_, err = c.get(ctx, "conversations.history", s.query(channel), &answer)
	return answer, err
}

// replies gives the message at the top of a thread, and the oldest answers in a span, the oldest first.
func (c client) replies(ctx context.Context, channel string, thread stamp, s span) (answer page, err error) {
	query := s.query(channel)
	query.Set("ts", string(thread))
	_, err = c.get(ctx, "conversations.replies", query, &answer)
	return answer, err
}

func (s span) query(channel string) url.Values {
	query := url.Values{"channel": {channel}, "limit": {strconv.Itoa(perPage)}, "inclusive": {"true"}}
	if s.oldest != "" {
		query.Set("oldest", string(s.oldest))
	}
	if s.latest != "" {
		query.Set("latest", string(s.latest))
	}
	return query
}

// perSearch is how many messages a search gives at once.
const perSearch = 50

// search gives a page of what was found, the newest first; pages count from 1.
func (c client) search(ctx context.Context, words string, number int) ([]match, error) {
	query := url.Values{
		"query": {words}, "sort": {"timestamp"}, "sort_dir": {"desc"},
		"count": {strconv.Itoa(perSearch)}, "page": {strconv.Itoa(number)},
	}
	var answer struct {
		Messages struct {
			Matches []match `json:"matches"`
		} `json:"messages"`
	}
	_, err := c.get(ctx, "search.messages", query, &answer)
	return answer.Messages.Matches, err
}

func (c client) user(ctx context.Context, id string) (profile, error) {
	var answer struct {
		User profile `json:"user"`
	}
	_, err := c.get(ctx, "users.info", url.Values{"user": {id}}, &answer)
	return answer.User, err
}

// groups gives all groups of the workspace, with who is in them.
func (c client) groups(ctx context.Context) ([]group, error) {
	var answer struct {
		Groups []group `json:"usergroups"`
	}
	_, err := c.get(ctx, "usergroups.list", url.Values{"include_users": {"true"}}, &answer)
	return answer.Groups, err
}

// say says something: in the thread, where there is one.
func (c client) say(ctx context.Context, channel string, thread stamp, text string) error {
	body := map[string]any{"channel": channel, "text": escaped(text)}
	if thread != "" {
		body["thread_ts"] = string(thread)
	}
	return c.post(ctx, "chat.postMessage", body)
}

// markRead marks a conversation as read up to a message. It never goes back: what the user read there
// meanwhile stays read.
func (c client) markRead(ctx context.Context, channel string, newest stamp) error {
	known, err := c.info(ctx, channel)
	if err != nil {
		return err
	}
	if !newest.after(known.LastRead) {
		return nil
	}
	return c.post(ctx, "conversations.mark", map[string]any{"channel": channel, "ts": string(newest)})
}
