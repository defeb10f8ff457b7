package calendar

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/emersion/go-ical"
)

// rooms are the services at which meetings are held, with those below them.
var rooms = []string{
	"zoom.us", "zoom.com", "meet.google.com", "teams.microsoft.com", "teams.live.com", "whereby.com", "meet.jit.si", "webex.com",
	"gotomeeting.com", "bigbluebutton.org", "meet.fairmeeting.net", "us02web.zoom.us", "app.slack.com",
}

var linkIn = regexp.MustCompile(`https://[^\s<>"')\]]+`)

// joinOf gives the address at which a meeting is joined: what the calendar says it is, else a link to a
// service for meetings in its place or text. Empty: there is none.
func joinOf(event ical.Event, texts ...string) string {
	for _, name := range []string{"X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", ical.PropURL} {
		if p := event.Props.Get(name); p != nil && isWeb(p.Value) {
			return p.Value
		}
	}
	for _, text := range texts {
		for _, link := range linkIn.FindAllString(text, 20) {
			if isRoom(link) {
				return link
			}
		}
	}
	return ""
}

func isWeb(address string) bool {
	parsed, err := url.Parse(address)
	return err == nil && (parsed.Scheme == "https" || parsed.Scheme == "http") && parsed.Host != ""
}

func isRoom(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.ToLower(parsed.Hostname())
	for _, room := range rooms {
		if host == room || strings.HasSuffix(host, "."+room) {
			return true
		}
	}
	return false
}
