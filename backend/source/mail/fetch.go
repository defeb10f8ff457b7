package mail

import (
	"io"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// The bounds of what is fetched of one mail, in bytes. Text stands at its beginning nearly always; what
// comes behind are attachments, of which only the names are wanted.
const (
	mostOfMail = 96 << 10
	mostOfPart = 64 << 10
)

// message is a mail as the server gave it.
type message struct {
	uid   imap.UID
	flags []imap.Flag
	at    time.Time // INTERNALDATE
	size  int64
	raw   []byte // its beginning
	shape imap.BodyStructure
	gmail numbered
	part  []byte // the first text of a mail whose beginning has none, with its headers before it
}

// whole says whether everything of a mail was fetched.
func (m message) whole() bool { return m.size <= int64(len(m.raw)) }

// fetch fetches mails, and gives each to take. Big mails come last, with their shape.
func (s *session) fetch(uids []imap.UID, take func(message)) error {
	start := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: mostOfMail}}
	command := s.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{
		UID: true, Flags: true, InternalDate: true, RFC822Size: true, BodySection: []*imap.FetchItemBodySection{start},
	})
	var big []message
	for data := command.Next(); data != nil; data = command.Next() {
		m, err := messageOf(data)
		if err != nil {
			_ = command.Close()
			return troubleOf(s.ctx, err)
		}
		if m.raw == nil {
			continue // only a flag changed meanwhile
		}
		m.gmail = s.gmail.take(m.uid)
		if m.whole() {
			take(m)
		} else {
			big = append(big, m)
		}
	}
	if err := command.Close(); err != nil {
		return troubleOf(s.ctx, err)
	}
	for _, m := range big {
		whole, err := s.complete(m)
		switch {
		case s.ctx.Err() != nil:
			return troubleOf(s.ctx, err)
		case err != nil:
			s.lost, whole = true, m
		}
		take(whole)
	}
	return nil
}

// messageOf reads one mail from the wire, into no more room than it needs.
func messageOf(data *imapclient.FetchMessageData) (m message, err error) {
	for item := data.Next(); item != nil && err == nil; item = data.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			m.uid = item.UID
		case imapclient.FetchItemDataFlags:
			m.flags = item.Flags
		case imapclient.FetchItemDataInternalDate:
			m.at = item.Time
		case imapclient.FetchItemDataRFC822Size:
			m.size = item.Size
		case imapclient.FetchItemDataBodySection:
			m.raw, err = beginning(item.Literal)
		}
	}
	return m, err
}

// beginning reads as much as was asked for. A server that sends more has the rest passed over.
func beginning(literal imap.LiteralReader) ([]byte, error) {
	if literal == nil {
		return []byte{}, nil
	}
	raw := make([]byte, min(literal.Size(), mostOfMail))
	_, err := io.ReadFull(literal, raw)
	return raw, err
}

// complete fetches how a big mail is made, and its first text where its beginning has none. There are
// mails whose make the library cannot read, and it ends the connection with that: then the beginning has
// to do, or the mail would stand in the way of all that come after it.
func (s *session) complete(m message) (message, error) {
	if s.lost {
		return m, nil
	}
	got, err := s.Fetch(imap.UIDSetNum(m.uid), &imap.FetchOptions{
		UID: true, BodyStructure: &imap.FetchItemBodyStructure{Extended: true},
	}).Collect()
	switch {
	case isRefusal(err):
		return m, nil // its beginning has to do
	case err != nil:
		return m, troubleOf(s.ctx, err)
	case len(got) > 0:
		m.shape = got[0].BodyStructure
	}
	path := firstText(m.shape)
	if path == nil || parse(m, s.set.zone).text != "" {
		return m, nil
	}
	headers := &imap.FetchItemBodySection{Peek: true, Part: path, Specifier: imap.PartSpecifierMIME}
	text := &imap.FetchItemBodySection{Peek: true, Part: path, Partial: &imap.SectionPartial{Size: mostOfPart}}
	got, err = s.Fetch(imap.UIDSetNum(m.uid), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{headers, text}}).Collect()
	if err != nil || len(got) == 0 || len(got[0].BodySection) < 2 {
		return m, troubleOf(s.ctx, err)
	}
	for _, section := range got[0].BodySection {
		if section.Section.Specifier == imap.PartSpecifierMIME {
			m.part = append(section.Bytes, m.part...)
		} else {
			m.part = append(m.part, section.Bytes...)
		}
	}
	return m, nil
}

// firstText gives where the first text of a mail stands that is no attachment: plain before HTML.
func firstText(shape imap.BodyStructure) []int {
	if shape == nil {
		return nil
	}
	var plain, marked []int
	shape.Walk(func(path []int, part imap.BodyStructure) bool {
		if d := part.Disposition(); d != nil && d.Value == "attachment" {
			return false
		}
		switch kind := part.MediaType(); {
		case kind == "text/plain" && plain == nil:
			plain = append([]int{}, path...)
		case kind == "text/html" && marked == nil:
			marked = append([]int{}, path...)
		}
		return true
	})
	if plain != nil {
		return plain
	}
	return marked
}
