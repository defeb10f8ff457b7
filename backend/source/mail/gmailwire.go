package mail

import (
	"slices"
	"strconv"
	"strings"

	"github.com/emersion/go-imap/v2"
)

// place is where in what is said a reader stands.
type place int

// The places. Quoted strings and literals may stand in several of the others.
const (
	lineStart  place = iota
	inStar           // behind the * of an answer that was not asked for by a tag
	inNumber         // of a mail
	inWord           // the kind of an answer, or of a command
	inUID            // the UID of UID FETCH
	inVerb           // the FETCH of UID FETCH
	inSet            // of mails that are fetched
	inText           // words for people, up to the end of the line
	inData           // anything up to the end of the line, in which quotes and literals count
	beforeList       // of the items of an answer
	inName           // of an item
	inSection        // the brackets in the name of an item
	inValue          // of an item
	inQuoted
	afterEscape // a backslash within quotes
	inLength    // of a literal
	lengthEnd   // behind its brace
	lengthBreak // behind its carriage return
	inLiteral
)

// longestWord is as long as a word may be that means something here.
const longestWord = len(gmailMail)

// scanner follows what one side says, byte by byte, far enough to know what is said and what is only
// carried: a mail may hold whatever looks like an answer.
type scanner struct {
	at, back place // back: where a quoted string or a literal stands
	word     []byte
	left     int64 // of a literal
}

// carries follows quoted strings and literals, and says whether a byte belongs to one.
func (s *scanner) carries(b byte) bool {
	switch s.at {
	case inQuoted:
		switch b {
		case '\\':
			s.at = afterEscape
		case '"':
			s.at = s.back
		case '\n':
			s.at = lineStart
		}
	case afterEscape:
		s.at = inQuoted
	case inLength, lengthEnd, lengthBreak:
		return s.measures(b)
	default:
		return false
	}
	return true
}

// measures follows the {12} of a literal and the break behind it. What turns out to be none goes on where
// it stands.
func (s *scanner) measures(b byte) bool {
	switch {
	case s.at == inLength && isDigit(b) && s.left < 1<<50:
		s.left = 10*s.left + int64(b-'0')
	case s.at == inLength && b == '+': // one that waits for nobody
	case s.at == inLength && b == '}':
		s.at = lengthEnd
	case s.at == lengthEnd && b == '\r':
		s.at = lengthBreak
	case s.at == lengthBreak && b == '\n' && s.left > 0:
		s.at = inLiteral
	case s.at == lengthBreak && b == '\n':
		s.at = s.back
	default:
		s.at = s.back
		return false
	}
	return true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// begins says whether a byte begins a quoted string or a literal, and goes into it.
func (s *scanner) begins(b byte) bool {
	switch b {
	case '"':
		s.back, s.at = s.at, inQuoted
	case '{':
		s.back, s.at, s.left = s.at, inLength, 0
	default:
		return false
	}
	return true
}

// literal gives how many of the next bytes belong to a literal, and goes behind them.
func (s *scanner) literal(next int) int {
	n := min(s.left, int64(next))
	if s.left -= n; s.left == 0 {
		s.at = s.back
	}
	return int(n)
}

// spell adds a byte to the word at hand, of which a beginning is enough to tell that it means nothing.
func (s *scanner) spell(b byte) {
	if len(s.word) <= longestWord {
		s.word = append(s.word, b)
	}
}

func (s *scanner) is(word string) bool { return strings.EqualFold(string(s.word), word) }

// asking adds the items to the commands that fetch.
type asking struct{ scanner }

func (a *asking) filter(out, said []byte) []byte {
	for len(said) > 0 {
		if a.at == inLiteral {
			n := a.literal(len(said))
			out, said = append(out, said[:n]...), said[n:]
			continue
		}
		out = append(out, said[0])
		if a.step(said[0]) {
			out = append(out, gmailItems...)
		}
		said = said[1:]
	}
	return out
}

// step says whether the items belong behind a byte: the ( of "tag UID FETCH 1:5 (".
func (a *asking) step(b byte) bool {
	if a.carries(b) {
		return false
	}
	if b == '\n' {
		a.at = lineStart
		return false
	}
	switch a.at {
	case lineStart: // the tag
		if b == ' ' {
			a.at, a.word = inUID, a.word[:0]
		}
	case inUID:
		a.expect(b, "UID", inVerb)
	case inVerb:
		a.expect(b, "FETCH", inSet)
	case inSet:
		if b == ' ' {
			a.at = beforeList
		}
	case beforeList:
		a.at = inData
		return b == '('
	default:
		a.begins(b)
	}
	return false
}

func (a *asking) expect(b byte, word string, then place) {
	switch {
	case b != ' ':
		a.spell(b)
		if !a.begins(b) {
			return
		}
		a.back = inData // a command of another kind, that begins with a string
	case a.is(word):
		a.at, a.word = then, a.word[:0]
	default:
		a.at = inData
	}
}

// answers takes the items out of what is fetched.
type answers struct {
	scanner
	tell func(imap.UID, numbered)

	depth int  // of parentheses in a value
	drops bool // the item at hand is one of the two
	gap   bool // a space is owed before the next item
	taken string
	value []byte // of the item at hand, where it is a number
	uid   imap.UID
	told  numbered
}

func (a *answers) filter(out, said []byte) []byte {
	for len(said) > 0 {
		if a.at == inLiteral {
			n := a.literal(len(said))
			if !a.drops {
				out = append(out, said[:n]...)
			}
			said = said[n:]
			continue
		}
		out = a.step(out, said[0])
		said = said[1:]
	}
	return out
}

// step follows the answer by a byte, and adds to out what remains of it.
func (a *answers) step(out []byte, b byte) []byte {
	if a.carries(b) {
		out = a.pass(out, b)
		a.drops = a.drops && a.at != lineStart // a string that the line ends in ends nothing else
		return out
	}
	switch a.at {
	case inName:
		return a.name(out, b)
	case inSection, inValue:
		return a.item(out, b)
	}
	if b == '\n' {
		a.at = lineStart
		return append(out, b)
	}
	switch a.at {
	case lineStart:
		a.at, a.word = inText, a.word[:0]
		if b == '*' {
			a.at = inStar
		}
	case inStar, inNumber, inWord:
		a.kind(b)
	case beforeList:
		a.at = inData
		if b == '(' {
			a.begin()
		} else {
			a.begins(b)
		}
	case inData:
		a.begins(b)
	}
	return append(out, b)
}

// kind tells the kinds of answers apart by their first word: items of a mail, words for people, others.
func (a *answers) kind(b byte) {
	switch {
	case a.at == inStar && b == ' ':
		a.at = inNumber
	case a.at == inNumber && isDigit(b):
		a.spell(b)
	case a.at == inNumber && b == ' ' && len(a.word) > 0:
		a.at, a.word = inWord, append(a.word[:0], '#')
	case b == ' ' && a.is("#FETCH"):
		a.at = beforeList
	case b == ' ' || b == '\r':
		a.at = inData
		if slices.ContainsFunc(statuses, a.is) {
			a.at = inText
		}
	default:
		a.at = inWord
		a.spell(b)
		if a.begins(b) {
			a.back = inData
		}
	}
}

// statuses begin answers that are words for people.
var statuses = []string{"OK", "NO", "BAD", "BYE", "PREAUTH"}

// begin goes into the list of items.
func (a *answers) begin() {
	a.at, a.word, a.gap, a.uid, a.told = inName, a.word[:0], false, 0, numbered{}
}

// name reads the name of an item, which is held back until it is known.
func (a *answers) name(out []byte, b byte) []byte {
	named := b == ' ' && len(a.word) > 0
	if isNameByte(b) && len(a.word) < longestWord {
		a.word = append(a.word, b)
		return out
	}
	a.taken, a.value, a.depth = "", a.value[:0], 0
	for _, wanted := range []string{"UID", gmailMail, gmailConversation} {
		if named && a.is(wanted) {
			a.taken = wanted
		}
	}
	a.at = inSection
	if a.drops = a.taken != "" && a.taken != "UID"; a.drops {
		a.at = inValue
		return out
	}
	if a.gap {
		out = append(out, ' ')
	}
	a.gap = false
	out = append(out, a.word...)
	if a.word = a.word[:0]; named {
		a.at = inValue
		return append(out, b)
	}
	return a.item(out, b)
}

func isNameByte(b byte) bool {
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || isDigit(b) || b == '-' || b == '.'
}

// item reads the rest of a name, with its brackets, and the value.
func (a *answers) item(out []byte, b byte) []byte {
	if b == '\n' {
		a.drops, a.at = false, lineStart // no item ends so
		return append(out, b)
	}
	switch {
	case a.begins(b), a.nests(b):
	case b == ' ' && a.at == inSection:
		a.at = inValue
	case b == ' ':
		return a.next(out)
	case b == ')':
		return a.end(out)
	case a.taken != "" && len(a.value) <= 20:
		a.value = append(a.value, b)
	}
	return a.pass(out, b)
}

// nests follows parentheses, and the brackets in a name, and says whether a byte belongs into them.
func (a *answers) nests(b byte) bool {
	inside := a.depth > 0
	switch {
	case b == '(' || b == '[' && a.at == inSection:
		a.depth++
		return true
	case inside && (b == ')' || b == ']' && a.at == inSection):
		a.depth--
	}
	return inside
}

func (a *answers) pass(out []byte, b byte) []byte {
	if a.drops {
		return out
	}
	return append(out, b)
}

// next goes on to the next item. Its space is owed, since it may be taken out too.
func (a *answers) next(out []byte) []byte {
	a.gap = a.gap || !a.drops
	a.read()
	a.at, a.word = inName, a.word[:0]
	return out
}

// end ends the list, and tells what was in it.
func (a *answers) end(out []byte) []byte {
	a.read()
	a.at = inData
	if a.uid != 0 && a.told != (numbered{}) {
		a.tell(a.uid, a.told)
	}
	return append(out, ')')
}

// read understands the value that was read.
func (a *answers) read() {
	number, err := strconv.ParseUint(string(a.value), 10, 64)
	a.drops = false
	if err != nil {
		return
	}
	switch a.taken {
	case "UID":
		if number <= 1<<32-1 {
			a.uid = imap.UID(number)
		}
	case gmailMail:
		a.told.mail = number
	case gmailConversation:
		a.told.conversation = number
	}
}
