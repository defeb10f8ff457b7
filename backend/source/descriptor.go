package source

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"sluice/backend/work"
)

// Descriptor is what a source is, as data. The form for connecting an account, the page about privacy
// and the limits of what it may reach are all drawn from it.
type Descriptor struct {
	ID       work.SourceID // of a source with accounts, the first part of their ids: "feed" of "feed-2"
	Name     string        // for people: "Desktop notifications", "RSS and Atom feeds"
	Service  string        // the service's name in lower case, as other sources may tell of it: "slack"
	Sentence string        // what it brings
	Form     []Field       // what is asked of the user for an account
	Help     Help

	// Hosts are all hosts that it may reach: "api.github.com", "*.slack.com", or "{address}" for the
	// host in the field of that key.
	Hosts []string
	// Reach gives, of these, the hosts that an account with such settings reaches; nil: all of them, with
	// those that its fields name.
	Reach func(Values) []string
	// Posts are the paths that are only read although the service wants a POST, such as "/graphql". A
	// final * stands for any ending.
	Posts []string
	// Writes are the verbs that it can do, at the user's act alone.
	Writes []Verb
	// DoneVerb is what "done here is done there" does, where the user switches that on; empty: it cannot.
	DoneVerb Verb
	// Snoozes is the field, a toggle, with which the user has the service's own notifications snoozed
	// while a shield is up; empty: it cannot be. Snoozer tells more.
	Snoozes string

	Can      Can
	Interval Interval
}

// Can is what the source's events tell, so that nothing is promised that the service has not.
type Can struct {
	Watch    bool // it learns of news at once
	Hydrate  bool // it can fetch the whole of an event
	OAuth    bool // its accounts are connected in the browser
	Vanish   bool // it says what was dealt with elsewhere
	Edits    bool // it tells of edits
	Meetings bool
	// ReplyOnce says that the service takes Write.Key, so that the same reply twice is once.
	ReplyOnce bool
}

// Interval is how often an account is pulled.
type Interval struct {
	Least time.Duration // never more often, whatever the user chose, unless watching tells of news
	Usual time.Duration
}

// Help says, in words, where the user gets what the form asks for.
type Help struct {
	Where string // where to get the token
	May   string // what it may do, and what to leave off
	URL   string // the page of the service about it
	Note  string // a limit that the user should know of beforehand; empty: none
}

// FieldType is what is entered into a field.
type FieldType string

// The types of fields.
const (
	FieldText    FieldType = "text"
	FieldSecret  FieldType = "secret"
	FieldChoice  FieldType = "choice"
	FieldAddress FieldType = "address" // of http or https, or host:port
	FieldFile    FieldType = "file"    // a path of a file or folder on this machine
	FieldToggle  FieldType = "toggle"
)

// Field is one field of a form.
type Field struct {
	Key      string
	Type     FieldType
	Label    string
	Help     string
	Example  string
	Default  string
	Required bool
	Choices  []Choice
	// Only says that the field is asked for with some values of a choice alone; zero: always.
	Only Only
}

// Only is a choice of the form, and its values.
type Only struct {
	Choice string // its key
	Values []string
}

// Choice is one value of a choice.
type Choice struct {
	Value string
	Label string
	// Browser says that with it the account is connected in the browser. A source that can be, and has
	// no such choice, always is.
	Browser bool
}

// Check says what is wrong with what was entered, by the key of its field; empty: nothing is.
func (d Descriptor) Check(settings Values, secrets Secrets) map[string]string {
	wrong := map[string]string{}
	for _, field := range d.Form {
		value := settings[field.Key]
		if field.Type == FieldSecret {
			value = secrets[field.Key]
		}
		if sentence := field.check(value); sentence != "" {
			wrong[field.Key] = sentence
		}
	}
	for key := range settings {
		known := slices.ContainsFunc(d.Form, func(f Field) bool { return f.Key == key && f.Type != FieldSecret })
		if !known {
			wrong[key] = fmt.Sprintf("There is no field %q.", key)
		}
	}
	return wrong
}

func (f Field) check(value string) string {
	switch {
	case strings.TrimSpace(value) == "" && f.Required:
		return f.Label + " is needed."
	case value == "":
		return ""
	case f.Type == FieldAddress && HostOf(value) == "":
		return f.Label + " is no address such as " + f.example() + "."
	case f.Type == FieldToggle && value != "true":
		return f.Label + " is on or off."
	case f.Type == FieldChoice && !slices.ContainsFunc(f.Choices, func(c Choice) bool { return c.Value == value }):
		return f.Label + " is none of the choices."
	}
	return ""
}

func (f Field) example() string {
	if f.Example != "" {
		return f.Example
	}
	return "https://example.org"
}

// HostOf gives the host of an address, without its port: of "https://a.test/b" and of "a.test:993" it
// is "a.test". Empty: it has none.
func HostOf(address string) string {
	if !strings.Contains(address, "://") {
		address = "tcp://" + address
	}
	parsed, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	return strings.ToLower(parsed.Hostname())
}

// HostsOf gives the hosts that an account with these settings may reach.
func (d Descriptor) HostsOf(settings Values) []string {
	if d.Reach != nil {
		return d.Reach(settings)
	}
	var hosts []string
	for _, host := range d.Hosts {
		key, isField := strings.CutPrefix(host, "{")
		if !isField {
			hosts = append(hosts, strings.ToLower(host))
		} else if named := HostOf(settings[strings.TrimSuffix(key, "}")]); named != "" {
			hosts = append(hosts, named)
		}
	}
	return hosts
}

// Reaches says whether a host is among hosts, as HostsOf gives them.
func Reaches(hosts []string, host string) bool {
	host = strings.ToLower(host)
	return slices.ContainsFunc(hosts, func(allowed string) bool {
		below, isPattern := strings.CutPrefix(allowed, "*.")
		return allowed == host || isPattern && strings.HasSuffix(host, "."+below)
	})
}
