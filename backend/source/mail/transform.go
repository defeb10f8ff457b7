package mail

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	netmail "net/mail"

	"sluice/backend/source"
	"sluice/backend/work"
)

// eventOf gives what a mail tells.
func eventOf(m message, set settings) source.Event {
	said := parse(m, set.zone)
	from := sender(said)
	event := source.Event{
		RemoteID: remoteID(said.headers, m.at), Thread: threadOf(said.headers, m.at), SentAt: m.at.UTC(),
		App: "Mail", Service: "mail", Kind: work.KindMessage, From: from.called(), Address: from.address,
		Title: titleOf(said, from), Body: bodyOf(said), URL: set.page(said),
		Reach: reachOf(said, set.address), Priority: priorityOf(said),
		Same: []string{source.SameMessage(idOf(said.headers))},
	}
	if event.SentAt.IsZero() {
		if sent, err := netmail.ParseDate(said.get("date")); err == nil {
			event.SentAt = sent.UTC()
		}
	}
	if said.arranged.uid != "" {
		event.Also = []string{"meeting:" + said.arranged.uid}
	}
	if said.arranged.ends.After(event.SentAt) { // what was over when it came says more than that
		event.ExpiresAt = said.arranged.ends
	}
	if thread := m.gmail.thread(); thread != "" {
		event.Thread, event.ThreadWas = thread, event.Thread
		event.URL = cmp.Or(m.gmail.page(set), event.URL)
	}
	return recognise(event, said, from)
}

// sender gives who wrote.
func sender(said letter) person {
	for _, field := range []string{"from", "sender", "reply-to", "return-path"} {
		if all := said.people(field); len(all) > 0 && all[0].called() != "" {
			return all[0]
		}
	}
	return person{}
}

// titleOf gives the subject, or the nearest to it that there is.
func titleOf(said letter, from person) string {
	if title := source.Line(said.headers.text("subject"), source.MaxLine); title != "" {
		return title
	}
	for line := range strings.Lines(said.text) {
		if line = source.Line(line, 120); line != "" {
			return line
		}
	}
	if len(said.files) > 0 {
		return said.files[0].name
	}
	if name := source.Line(from.called(), source.MaxLine); name != "" {
		return "Mail from " + name
	}
	return "Mail without subject"
}

// bodyOf gives what is to be read: what was newly written, invitations, attachments.
func bodyOf(said letter) string {
	body := strings.Builder{}
	for _, meeting := range said.meetings {
		body.WriteString(meeting + "\n\n")
	}
	tail := strings.Builder{}
	for _, attached := range said.files {
		tail.WriteString("\nAttached: " + attached.name + sizeOf(attached.size))
	}
	if elsewhere := answersElsewhere(said); elsewhere != "" {
		tail.WriteString("\nAnswers go to: " + elsewhere)
	}
	room := source.MaxBody - body.Len() - tail.Len() - 1
	body.WriteString(source.Clip(fold(said.text), max(0, room)))
	body.WriteString("\n" + tail.String())
	return strings.TrimSpace(body.String())
}

// answersElsewhere gives whom an answer would reach where that is nobody at the domain of who wrote: it
// would otherwise go there unseen.
func answersElsewhere(said letter) string {
	from := sender(said)
	for _, p := range said.people("reply-to") {
		if p.address != "" && !strings.HasSuffix("."+p.domain(), "."+from.domain()) && !strings.HasSuffix("."+from.domain(), "."+p.domain()) {
			return p.address
		}
	}
	return ""
}

// sizeOf gives a size in words, with a space before it; nothing where it is not known.
func sizeOf(size int64) string {
	switch {
	case size < 0:
		return ""
	case size < 10_000:
		return fmt.Sprintf(" (%.1f kB)", float64(size)/1000)
	case size < 1_000_000:
		return fmt.Sprintf(" (%d kB)", size/1000)
	}
	return fmt.Sprintf(" (%.1f MB)", float64(size)/1_000_000)
}

// reachOf says how a mail reached the user.
func reachOf(said letter, me string) work.Reach {
	is := func(p person) bool { return sameAddress(p.address, me) }
	switch {
	case said.has("list-id"), said.has("mailing-list"):
		return work.ReachList
	case slices.ContainsFunc(said.people("to"), is):
		return work.ReachDirect
	case slices.ContainsFunc(said.people("cc"), is):
		return work.ReachCopy
	case said.has("list-unsubscribe"), strings.EqualFold(said.get("precedence"), "bulk"):
		return work.ReachList
	}
	return work.ReachDirect
}

// sameAddress says whether two addresses are one person's: what stands behind a + does not matter.
func sameAddress(one, other string) bool {
	return one != "" && plain(one) == plain(other)
}

func plain(address string) string {
	local, domain, _ := strings.Cut(address, "@")
	local, _, _ = strings.Cut(local, "+")
	return local + "@" + domain
}

// priorityOf gives what the sender says of the importance. Machines are never important, and less so
// than people.
func priorityOf(said letter) int {
	submitted := strings.ToLower(said.get("auto-submitted"))
	switch {
	case submitted != "" && submitted != "no", said.has("list-unsubscribe"), strings.EqualFold(said.get("precedence"), "bulk"):
		return -1
	case strings.EqualFold(said.get("importance"), "high"), strings.HasPrefix(said.get("x-priority"), "1"), strings.HasPrefix(said.get("x-priority"), "2"):
		return 1
	case strings.EqualFold(said.get("importance"), "low"), strings.HasPrefix(said.get("x-priority"), "5"):
		return -1
	}
	return 0
}

// page gives where a mail can be opened: at the provider's page where one can find it there by its id,
// else in the mail program.
func (s settings) page(said letter) string {
	id := idOf(said.headers)
	if id == "" {
		return ""
	}
	_, domain, _ := strings.Cut(s.address, "@")
	if web := providers[domain].web; web != "" {
		return web + url.QueryEscape(id)
	}
	return "message://" + url.PathEscape("<"+id+">")
}
