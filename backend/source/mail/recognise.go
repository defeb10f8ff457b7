package mail

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"sluice/backend/source"
	"sluice/backend/work"
)

// tool is a program that tells of its affairs by mail, and how to tell what such a mail means. The table
// of them is in tools.go.
type tool struct {
	name    string // for people
	service string // in lower case, as the tool's own source calls it
	// from are the domains its mails come from: "a.test" is that one, "*.a.test" each below it.
	from []string
	// locals are what stands before the @, where mails of other sorts come from the same domain: the
	// whole of it, or its beginning with a *. None: anything.
	locals []string
	// proof are header fields one of which a mail has that comes from somebody's own server. None: there
	// are no such servers.
	proof []string
	hosts []string       // those that its links lead to, as in from; nothing else is ever linked
	links *regexp.Regexp // the path of a link, whose groups together name the thing
	foot  bool           // its own link stands at the end, behind what people wrote; else it is the first
	keep  []string       // parameters of a link that matter
	// where gives, from a header field or the subject, in which project it is; and key, from the subject,
	// what it is about, where there is no link.
	where  string
	key    *regexp.Regexp
	title  *regexp.Regexp // of the subject: the group is the title
	person *regexp.Regexp // of the sender's name: the group is the person; empty: the tool itself wrote
	reason string         // a header field that says why the mail came
	why    map[string]meaning
	rules  []toolRule
}

// toolRule says what a mail means whose subject or text is so. A group "who" is the person.
type toolRule struct {
	subject, text *regexp.Regexp // both where both are there
	means         meaning
}

// meaning is what a mail of a tool means here.
type meaning struct {
	kind     work.Kind
	reach    work.Reach
	waits    bool // who wrote cannot go on without the user
	priority int
}

// recognise makes the mail of a tool an event of that tool's. A mail that only claims to come from one
// stays the mail that it is.
func recognise(event source.Event, said letter, from person) source.Event {
	for i := range tools() {
		t := &tools()[i]
		own, sent := t.sent(said, from)
		if !sent || forged(said) {
			continue
		}
		if told, means := t.tell(event, said, from, own); means {
			return told
		}
	}
	return event
}

// sent says whether a mail comes from the tool, and from whose own server; empty: from the tool's.
func (t *tool) sent(said letter, from person) (own string, sent bool) {
	local, domain, _ := strings.Cut(from.address, "@")
	if source.Reaches(t.from, domain) && t.fits(local) {
		return "", true
	}
	proves := slices.ContainsFunc(t.proof, said.has)
	return domain, domain != "" && proves
}

func (t *tool) fits(local string) bool {
	return len(t.locals) == 0 || slices.ContainsFunc(t.locals, func(one string) bool {
		beginning, isPrefix := strings.CutSuffix(one, "*")
		return local == one || isPrefix && strings.HasPrefix(local, beginning)
	})
}

var (
	dmarcFails = regexp.MustCompile(`(?i)\bdmarc=fail`)
	dkimFails  = regexp.MustCompile(`(?i)\bdkim=(fail|permerror)`)
	dkimPasses = regexp.MustCompile(`(?i)\b(dkim|dmarc)=pass`)
)

// forged says whether the user's own server found that the mail does not come from where it says. Only
// the first finding counts, which that server put on top: others the sender may have written. That there
// is none says nothing.
func forged(said letter) bool {
	found := said.get("authentication-results")
	return dmarcFails.MatchString(found) || dkimFails.MatchString(found) && !dkimPasses.MatchString(found)
}

// tell gives what the mail means; false: nothing that is known of the tool.
func (t *tool) tell(event source.Event, said letter, from person, own string) (source.Event, bool) {
	link, named := t.link(said, own)
	means, who, known := t.meaning(said)
	if !known && link == "" {
		return event, false
	}
	if named == "" && t.key != nil {
		if found := t.key.FindStringSubmatch(said.headers.text("subject")); found != nil {
			named = strings.Join(found[1:], "/")
		}
	}
	event.App, event.Service = t.app(said, own), t.service
	event.Kind, event.Reach, event.Priority = cmp.Or(means.kind, work.KindMessage), means.reach, means.priority
	if named != "" {
		event.Thread, event.ThreadWas = t.service+":"+cmp.Or(own, t.service)+":"+strings.ToLower(named), ""
	}
	if link != "" {
		event.URL = link
		event.Same = append(event.Same, source.SameAddress(link))
	}
	event.From = cmp.Or(t.writer(from), who, t.name)
	if found := submatch(t.title, event.Title); found != "" {
		event.Title = found
	}
	if means.waits && event.From != t.name {
		event.Blocked, event.BlockedAt = event.From, event.SentAt
	}
	return event, true
}

// app gives the tool's name, with the project; and with whose own server it is, so that nobody can pass
// for a tool by saying so.
func (t *tool) app(said letter, own string) string {
	name := t.name
	if own != "" {
		name += " at " + own
	}
	where, _, _ := strings.Cut(said.headers.text(t.where), "<")
	if where = strings.TrimSpace(where); t.where != "" && where != "" {
		name += ", " + where
	}
	return source.Line(name, 120)
}

// writer gives the person in the sender's name; empty: the tool wrote.
func (t *tool) writer(from person) string {
	if t.person == nil {
		return ""
	}
	return submatch(t.person, from.name)
}

func submatch(pattern *regexp.Regexp, text string) string {
	if pattern == nil {
		return ""
	}
	if found := pattern.FindStringSubmatch(text); found != nil {
		return strings.TrimSpace(found[1])
	}
	return ""
}

// meaning gives what a mail means, and who is named in it.
func (t *tool) meaning(said letter) (means meaning, who string, known bool) {
	if t.reason != "" {
		reason := strings.ToLower(strings.TrimSpace(said.get(t.reason)))
		if means, known = t.why[reason]; known {
			return means, "", true
		}
	}
	subject := said.headers.text("subject")
	text := clip(said.text, mostRead)
	for _, r := range t.rules {
		if r.subject != nil && !r.subject.MatchString(subject) || r.text != nil && !r.text.MatchString(text) {
			continue
		}
		return r.means, cmp.Or(named(r.subject, subject), named(r.text, text)), true
	}
	return meaning{}, "", said.has(t.reason) && t.reason != ""
}

// mostRead is how much of a text is searched for what it means, in bytes.
const mostRead = 4 << 10

// named gives the group "who" of a pattern.
func named(pattern *regexp.Regexp, text string) string {
	if pattern == nil || pattern.SubexpIndex("who") < 0 {
		return ""
	}
	found := pattern.FindStringSubmatch(text)
	return source.Line(strings.TrimSpace(found[pattern.SubexpIndex("who")]), 80)
}

var anyLink = regexp.MustCompile(`https://[^\s<>"'()\[\]{}|\\^` + "`" + `]+`)

// mostLinks is how many links of a mail are looked at.
const mostLinks = 200

// link gives the link of a mail that leads to a thing of the tool's, at a host of the tool's, and what
// the thing is.
func (t *tool) link(said letter, own string) (link, thing string) {
	hosts := t.hosts
	if own != "" {
		hosts = ownHosts(own)
	}
	for _, text := range []string{said.text, source.FromHTML(said.marked)} {
		all := anyLink.FindAllString(text, -1)
		if t.foot {
			slices.Reverse(all)
		}
		for _, found := range all[:min(len(all), mostLinks)] {
			if link, thing := t.leads(found, hosts); link != "" {
				return link, thing
			}
		}
	}
	return "", ""
}

// leads gives an address as it is shown where it leads to a thing of the tool's at one of the hosts.
func (t *tool) leads(address string, hosts []string) (link, thing string) {
	parsed, err := url.Parse(strings.TrimRight(address, ".,;:!?*_"))
	if err != nil || parsed.User != nil || parsed.Port() != "" || !source.Reaches(hosts, parsed.Hostname()) || t.links == nil {
		return "", ""
	}
	groups := t.links.FindStringSubmatch(parsed.Path)
	if groups == nil {
		return "", ""
	}
	return t.clean(parsed), strings.Join(slices.DeleteFunc(groups[1:], func(g string) bool { return g == "" }), "/")
}

// clean leaves off the parameters that follow readers round, or let anybody in.
func (t *tool) clean(link *url.URL) string {
	kept := url.Values{}
	for _, name := range t.keep {
		if value := link.Query().Get(name); value != "" {
			kept.Set(name, value)
		}
	}
	link.RawQuery = kept.Encode()
	return link.String()
}

// ownHosts gives where the links of somebody's own server may lead: to what belongs to the domain that
// the mail comes from.
func ownHosts(domain string) []string {
	registered, err := publicsuffix.EffectiveTLDPlusOne(domain)
	if err != nil {
		return []string{domain}
	}
	return []string{registered, "*." + registered}
}
