package notify

import (
	"encoding/xml"
	"net/url"
)

// toast is a notification as Windows takes it.
// https://learn.microsoft.com/windows/apps/design/shell/tiles-and-notifications/toast-schema
type toast struct {
	XMLName  xml.Name      `xml:"toast"`
	Launch   string        `xml:"launch,attr"`
	Scenario string        `xml:"scenario,attr,omitempty"`
	Binding  binding       `xml:"visual>binding"`
	Actions  *toastActions `xml:"actions"`
}

type toastActions struct {
	List []toastAction `xml:"action"`
}

type binding struct {
	Template string   `xml:"template,attr"`
	Texts    []string `xml:"text"`
}

type toastAction struct {
	Content   string `xml:"content,attr"`
	Arguments string `xml:"arguments,attr"`
}

// toastOf writes a message as a toast. Its texts stay texts, whatever is in them.
func toastOf(m Message) (string, error) {
	t := toast{Launch: argumentsOf(m.Group), Binding: binding{Template: "ToastGeneric", Texts: []string{m.Title}}}
	if m.Body != "" {
		t.Binding.Texts = append(t.Binding.Texts, m.Body)
	}
	if m.Urgent {
		t.Scenario = "urgent"
	}
	if m.Action != "" {
		t.Actions = &toastActions{[]toastAction{{Content: m.Action, Arguments: argumentsOf(m.Group)}}}
	}
	written, err := xml.Marshal(t)
	return string(written), err
}

// argumentsOf is what Windows hands back on a click.
func argumentsOf(group string) string { return url.Values{"group": {group}}.Encode() }

// groupIn is the group in what Windows handed back, and whether it is one of ours at all.
func groupIn(arguments string) (string, bool) {
	values, err := url.ParseQuery(arguments)
	if err != nil || !values.Has("group") {
		return "", false
	}
	return values.Get("group"), true
}
