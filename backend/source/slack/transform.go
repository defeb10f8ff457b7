package slack

import (
	"cmp"
	"net/url"
	"strings"

	"sluice/backend/source"
	"sluice/backend/work"
)

// where is the conversation that a message is in.
type where struct {
	Channel string
	Name    string // without its #; empty for direct messages
	Direct  bool   // a direct message, or a group of them
	Site    string // the address of the workspace, with a slash at its end
}

// threadOf gives what a message belongs to: in a channel the message that the thread is under, as
// "channel/stamp"; with one or a few people the conversation as a whole, for people say one thing in five
// messages, unless it is an answer in a thread.
func threadOf(m message, at where) string {
	if at.Direct && !m.isAnswer() {
		return at.Channel
	}
	return at.Channel + "/" + string(m.top())
}

// split gives the two parts of a thread's or a message's key. The second is empty for a conversation as a
// whole.
func split(key string) (channel string, at stamp) {
	channel, second, _ := strings.Cut(key, "/")
	return channel, stamp(second)
}

// permalink is the address that Slack itself gives a message.
func permalink(m message, at where) string {
	if at.Site == "" {
		return ""
	}
	link := at.Site + "archives/" + at.Channel + "/p" + strings.ReplaceAll(string(m.Stamp), ".", "")
	if m.isAnswer() {
		link += "?thread_ts=" + string(m.Thread) + "&cid=" + at.Channel
	}
	return link
}

// eventOf gives a message that is for the user.
func eventOf(m message, at where, reach work.Reach, name func(id string) string) source.Event {
	text := plain(textOf(m), name)
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	event := source.Event{
		RemoteID: at.Channel + "/" + string(m.Stamp), Thread: threadOf(m, at), App: "Slack", Service: "slack",
		Kind: work.KindMessage, From: fromOf(m, name), Reach: reach,
		Title: cmp.Or(source.Line(line, source.MaxLine), "(without text)"), Body: source.Clip(text, source.MaxBody),
		SentAt: m.Stamp.time(), UpdatedAt: m.edited().time(), URL: permalink(m, at),
	}
	if at.Name != "" && !at.Direct {
		event.App = "Slack, #" + at.Name
	}
	event.Same = []string{source.SameAddress(event.URL)}
	return event
}

func fromOf(m message, name func(string) string) string {
	bot := ""
	if m.BotProfile != nil {
		bot = m.BotProfile.Name
	}
	known := ""
	if m.User != "" {
		known = name(m.User)
	}
	return cmp.Or(known, m.Username, bot, "Somebody")
}

// textOf gives the text of a message, of what is attached to it, and what its files are called.
func textOf(m message) string {
	parts := []string{m.Text}
	for _, each := range m.Attachments {
		if whole := strings.TrimSpace(strings.Join([]string{each.Pretext, each.Title, each.Text}, "\n")); whole != "" {
			parts = append(parts, whole)
		} else if m.Text == "" {
			parts = append(parts, each.Fallback)
		}
	}
	for _, each := range m.Files {
		if called := cmp.Or(each.Title, each.Name); called != "" {
			parts = append(parts, "[file: "+escaped(called)+"]")
		}
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

// messageOf gives a message that was found as one that was read. Its thread stands in its address only.
func messageOf(m match) message {
	found := message{Stamp: m.Stamp, User: m.User, Username: m.Username, Text: m.Text}
	if link, err := url.Parse(m.Permalink); err == nil {
		found.Thread = stamp(link.Query().Get("thread_ts"))
	}
	return found
}
