package usernoted

import (
	"strings"

	"howett.net/plist"
)

// Content is what a notification says.
type Content struct {
	Title      string
	Subtitle   string
	Body       string
	Identifier string // a newer one of the same program with the same takes its place; empty: none
	Thread     string // groups notifications of one conversation; empty: none
	Category   string
	Readable   bool // false: the data are no notification
}

// Parse reads the property list of a record, and the program's bundle identifier in its own letters. It
// takes any bytes: what makes the reader fail or panic is not readable.
func Parse(data []byte) (c Content, bundle string) {
	defer func() {
		if recover() != nil {
			c, bundle = Content{}, ""
		}
	}()
	if len(data) == 0 {
		return c, ""
	}
	var root struct {
		App     words `plist:"app"`
		Request *struct {
			Title      words `plist:"titl"`
			Subtitle   words `plist:"subt"`
			Body       words `plist:"body"`
			Identifier words `plist:"iden"`
			Thread     words `plist:"thre"`
			Category   struct {
				ID words `plist:"id"`
			} `plist:"scat"`
		} `plist:"req"`
	}
	if _, err := plist.Unmarshal(data, &root); err != nil || root.Request == nil {
		return c, string(root.App)
	}
	r := root.Request
	return Content{
		Title: string(r.Title), Subtitle: string(r.Subtitle), Body: string(r.Body), Identifier: string(r.Identifier),
		Thread: string(r.Thread), Category: string(r.Category.ID), Readable: true,
	}, string(root.App)
}

// words are a text, or the texts that stand in a list. What else may stand there is passed over, and
// never unfolded: a list that refers to one list twice, and so on, would fill the memory.
type words string

// UnmarshalPlist reads any kind of value.
func (w *words) UnmarshalPlist(unmarshal func(any) error) error {
	var text string
	if unmarshal(&text) == nil {
		*w = words(text)
		return nil
	}
	var parts []word
	_ = unmarshal(&parts) // what is neither gives no words
	var texts []string
	for _, part := range parts {
		if part != "" {
			texts = append(texts, string(part))
		}
	}
	*w = words(strings.Join(texts, " "))
	return nil
}

// word is a text, or nothing.
type word string

// UnmarshalPlist reads any kind of value.
func (w *word) UnmarshalPlist(unmarshal func(any) error) error {
	var text string
	if unmarshal(&text) == nil {
		*w = word(text)
	}
	return nil
}
