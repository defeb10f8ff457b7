package mail

import (
	"bytes"
	"fmt"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"

	"sluice/backend/source"
)

// answer is a mail that answers another.
type answer struct {
	id         string // Message-ID, the same for the same key
	from       string
	to         []person
	subject    string
	inReplyTo  string
	references []string
	at         time.Time
	text       string
}

// answerTo gives the answer to a mail. It goes to whom the writer wants answered, or to the writer.
func answerTo(h headers, me, key, text string, now time.Time) (answer, error) {
	_, domain, _ := strings.Cut(me, "@")
	a := answer{id: "sluice." + sum(key, me)[:32] + "@" + domain, from: me, at: now, text: text, inReplyTo: idOf(h)}
	for _, field := range []string{"reply-to", "from", "sender"} {
		for _, p := range h.people(field) {
			if p.address != "" && len(a.to) < 20 {
				a.to = append(a.to, p)
			}
		}
		if len(a.to) > 0 {
			break
		}
	}
	if len(a.to) == 0 {
		return a, source.NewTrouble(source.Setting, "The mail does not say whom to answer.")
	}
	a.subject = strings.TrimSpace(h.text("subject"))
	if len(a.subject) < 3 || !strings.EqualFold(a.subject[:3], "re:") {
		a.subject = "Re: " + a.subject
	}
	a.references = h.ids("references")
	if len(a.references) == 0 {
		a.references = h.ids("in-reply-to")
	}
	if a.inReplyTo != "" {
		a.references = append(a.references, a.inReplyTo)
	}
	return a, nil
}

// mostReferences is how many ids the answer names: the first, and the last ones.
const mostReferences = 20

// bytes gives the mail as it is sent.
func (a answer) bytes() []byte {
	var out bytes.Buffer
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "%s: %s\r\n", name, strings.NewReplacer("\r", "", "\n", " ").Replace(value))
		}
	}
	var to []string
	for _, p := range a.to {
		to = append(to, (&netmail.Address{Name: p.name, Address: p.address}).String())
	}
	references := a.references
	if excess := len(references) - mostReferences; excess > 0 {
		references = append(references[:1:1], references[excess+1:]...)
	}
	field("Date", a.at.Format(time.RFC1123Z))
	field("From", (&netmail.Address{Address: a.from}).String())
	field("To", strings.Join(to, ", "))
	field("Subject", mime.QEncoding.Encode("utf-8", source.Line(a.subject, source.MaxLine)))
	field("Message-ID", "<"+a.id+">")
	if a.inReplyTo != "" {
		field("In-Reply-To", "<"+a.inReplyTo+">")
	}
	for i, id := range references {
		references[i] = "<" + id + ">"
	}
	// Each id on a line of its own: a line must not be longer than 998 characters.
	if len(references) > 0 {
		fmt.Fprintf(&out, "References: %s\r\n", strings.Join(references, "\r\n "))
	}
	out.WriteString("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	body := quotedprintable.NewWriter(&out)
	_, _ = body.Write([]byte(strings.ReplaceAll(strings.ReplaceAll(a.text, "\r\n", "\n"), "\n", "\r\n") + "\r\n"))
	_ = body.Close()
	return out.Bytes()
}

// reply answers the newest mail of a thread that is still there, once: what lies in the folder for sent
// mail under the same id has been sent.
func (s *session) reply(a source.Account, w source.Write) error {
	fields, err := s.newest(w.Target)
	if err != nil {
		return err
	}
	said, err := answerTo(fields, s.set.address, w.Key, w.Text, a.Now())
	if err != nil {
		return err
	}
	sent, err := s.special(s.set.sent, imap.MailboxAttrSent, "Sent")
	if err != nil {
		return err
	}
	if sent != "" {
		before, err := s.lies(sent, said.id)
		if err != nil || before {
			return err
		}
	}
	if err := send(s.ctx, a, s.set, said); err != nil {
		return err
	}
	if sent != "" && !s.set.keepsSent {
		s.keep(sent, said)
	}
	return nil
}

// newest gives the header fields of the newest mail of a target that can be found.
func (s *session) newest(target source.Target) (headers, error) {
	for i := len(target.RemoteIDs) - 1; i >= 0; i-- {
		for _, folder := range s.set.folders {
			if _, err := s.look(folder); err != nil {
				return nil, err
			}
			found, err := s.find(target.RemoteIDs[i])
			if err != nil {
				return nil, err
			}
			if len(found) == 0 {
				continue
			}
			all, err := s.headersOf(found[:1])
			return all[found[0]].headers, err
		}
	}
	return nil, source.NewTrouble(source.NotThere, "The mail to answer is not in its folder any more.")
}

// lies says whether a mail with an id lies in a folder. A folder that is not there yet holds none.
func (s *session) lies(folder, id string) (bool, error) {
	if _, err := s.look(folder); err != nil {
		return false, nil //nolint:nilerr // it is made when the answer is kept, or the trouble shows there
	}
	data, err := s.UIDSearch(&imap.SearchCriteria{
		Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: "<" + id + ">"}},
	}, nil).Wait()
	if err != nil {
		return false, troubleOf(s.ctx, err)
	}
	return len(numbers(data.All)) > 0, nil
}

// keep puts what was sent into the folder for it, which is made where it is missing. It has been sent:
// that no copy can be kept must not have it sent again.
func (s *session) keep(folder string, said answer) {
	raw := said.bytes()
	if err := s.append(folder, raw, said.at); isRefusal(err) && s.Create(folder, nil).Wait() == nil {
		_ = s.append(folder, raw, said.at)
	}
}

func (s *session) append(folder string, raw []byte, at time.Time) error {
	command := s.Append(folder, int64(len(raw)), &imap.AppendOptions{Flags: []imap.Flag{imap.FlagSeen}, Time: at})
	_, err := command.Write(raw)
	if closing := command.Close(); err == nil {
		err = closing
	}
	if _, answer := command.Wait(); answer != nil {
		err = answer
	}
	return err
}

// toWhom gives the bare addresses.
func (a answer) toWhom() (all []string) {
	for _, p := range a.to {
		all = append(all, p.address)
	}
	return all
}
