package mail

import (
	"slices"

	"github.com/emersion/go-imap/v2"
)

const cursorVersion = 1

// cursor is how far an account was read.
type cursor struct {
	Since   int64           `json:"since,omitempty"` // the bound of the first import, in seconds; 0: none
	Folders map[string]*box `json:"folders"`
}

// box is how far a folder was read.
type box struct {
	Validity uint32   `json:"v"`           // UIDVALIDITY: its numbers count as long as it stays
	Last     imap.UID `json:"l"`           // the highest number that was read
	First    imap.UID `json:"f,omitempty"` // the first import ends before it; 0: it has ended
	Mod      uint64   `json:"m,omitempty"` // HIGHESTMODSEQ; 0: the server has none
	Count    uint32   `json:"c,omitempty"` // how many mails there were
	// Open are mails that were handed over and not read yet, where the user wants to hear of that.
	Open []unread `json:"o,omitempty"`
	// Was are threads that were open before the folder lost its numbers, until it is read anew.
	Was []string `json:"w,omitempty"`
}

// unread is a mail that was not read yet.
type unread struct {
	UID    imap.UID `json:"u"`
	Thread string   `json:"t"`
	Was    string   `json:"w,omitempty"` // Event.ThreadWas
	Also   string   `json:"a,omitempty"` // Event.Also
}

// mostOpen is how many unread mails of a folder are followed. Of older ones it is no longer noticed that
// they were read.
const mostOpen = 2000

func (b *box) follow(mail unread) {
	b.Open = append(b.Open, mail)
	if excess := len(b.Open) - mostOpen; excess > 0 {
		b.Open = slices.Delete(b.Open, 0, excess)
	}
}

// anew forgets the numbers of a folder, and keeps which threads were open in it.
func (b *box) anew(validity uint32, next imap.UID) {
	was := b.Was
	for _, mail := range b.Open {
		was = append(was, mail.Thread)
	}
	slices.Sort(was)
	*b = box{Validity: validity, First: next, Was: slices.Compact(was)}
}

// isOpen says whether a mail of the conversation of another is unread in any folder.
func (c cursor) isOpen(mail unread) bool {
	for _, folder := range c.Folders {
		if slices.ContainsFunc(folder.Open, mail.belongsTo) || slices.Contains(folder.Was, mail.Thread) ||
			mail.Was != "" && slices.Contains(folder.Was, mail.Was) {
			return true
		}
	}
	return false
}

// belongsTo says whether two mails are of one conversation, where one of them may be known by what their
// conversations were called before, or of one meeting.
func (u unread) belongsTo(other unread) bool {
	return u.Also != "" && u.Also == other.Also || u.Thread == other.Thread || u.Was != "" && u.Was == other.Thread || other.Was != "" && other.Was == u.Thread
}
