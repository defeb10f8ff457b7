package slack

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// stamp is Slack's name of a message within its conversation, which is also when it was sent: seconds
// since 1970, with six digits behind the point. Empty: none.
type stamp string

// micros gives it in microseconds since 1970; 0: it is none.
func (s stamp) micros() int64 {
	whole, part, _ := strings.Cut(string(s), ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || seconds < 0 || seconds > 1e11 {
		return 0
	}
	const digits = 6
	micros, err := strconv.ParseInt((part + "000000")[:digits], 10, 64)
	if err != nil || micros < 0 {
		return 0
	}
	return seconds*1e6 + micros
}

func (s stamp) after(other stamp) bool { return s.micros() > other.micros() }

func (s stamp) time() time.Time {
	if s.micros() == 0 {
		return time.Time{}
	}
	return time.UnixMicro(s.micros()).UTC()
}

func stampOf(at time.Time) stamp { return stamp(strconv.FormatFloat(float64(at.Unix()), 'f', 6, 64)) }

// identity is what auth.test says.
type identity struct {
	ID   string `json:"user_id"`
	Name string `json:"user"`
	Team string `json:"team"`
	URL  string `json:"url"` // of the workspace, with a slash at its end
}

// conversation is a channel, a direct message or a group of them.
type conversation struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Direct   bool   `json:"is_im"`
	Group    bool   `json:"is_mpim"`
	User     string `json:"user"` // of a direct message
	LastRead stamp  `json:"last_read"`
}

// message is what was said.
type message struct {
	Subtype    string   `json:"subtype"`
	Stamp      stamp    `json:"ts"`
	Thread     stamp    `json:"thread_ts"`
	User       string   `json:"user"`
	Username   string   `json:"username"` // of what an app says under a name of its own
	Text       string   `json:"text"`
	ReplyCount int      `json:"reply_count"`
	ReplyUsers []string `json:"reply_users"`
	Subscribed bool     `json:"subscribed"`
	Hidden     bool     `json:"hidden"`
	Edited     *struct {
		Stamp stamp `json:"ts"`
	} `json:"edited"`
	BotProfile *struct {
		Name string `json:"name"`
	} `json:"bot_profile"`
	Files []struct {
		Title string `json:"title"`
		Name  string `json:"name"`
	} `json:"files"`
	Attachments []struct {
		Pretext  string `json:"pretext"`
		Title    string `json:"title"`
		Text     string `json:"text"`
		Fallback string `json:"fallback"`
	} `json:"attachments"`
}

// said says whether a message is one, and not that somebody joined or changed a topic.
func (m message) said() bool {
	switch m.Subtype {
	case "", "bot_message", "file_share", "thread_broadcast", "me_message":
		return !m.Hidden
	}
	return false
}

// edited is when it was changed last; empty: never.
func (m message) edited() stamp {
	if m.Edited == nil {
		return ""
	}
	return m.Edited.Stamp
}

// top is the message that a message's thread is under: itself where it is no answer.
func (m message) top() stamp { return cmp.Or(m.Thread, m.Stamp) }

// isAnswer says whether a message is under another.
func (m message) isAnswer() bool { return m.Thread != "" && m.Thread != m.Stamp }

// match is a message that was found by searching.
type match struct {
	Channel   conversation `json:"channel"`
	User      string       `json:"user"`
	Username  string       `json:"username"`
	Stamp     stamp        `json:"ts"`
	Text      string       `json:"text"`
	Permalink string       `json:"permalink"`
}

// profile is a person, or an app that speaks like one.
type profile struct {
	Name    string `json:"name"`
	Real    string `json:"real_name"`
	Profile struct {
		Display string `json:"display_name"`
		Real    string `json:"real_name"`
	} `json:"profile"`
}

func (p profile) called() string {
	return cmp.Or(p.Profile.Real, p.Real, p.Profile.Display, p.Name)
}

// group is a group of users that can be mentioned.
type group struct {
	ID     string   `json:"id"`
	Handle string   `json:"handle"`
	Users  []string `json:"users"`
}
