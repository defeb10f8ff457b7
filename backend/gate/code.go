package gate

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sluice/backend/work"
)

// A one-time code is told from the many other numbers of a working day by what stands beside it: words
// that name a code ("verification code", "TAN"), in one of the few ways in which such messages are put.
// In doubt it is no code: to show one a little later costs less than to take away what was written.

// codeLength is how long a text with a code is at most, in bytes: such messages say little else.
const codeLength = 800

// manyNumbers are more than such a message has, with date, amount and phone number.
const manyNumbers = 8

// Withheld stands for a figure of a code that was taken out.
const Withheld = '•'

// aNumber may be a code, if nothing at its edges speaks against that. Two services put their letter in
// front of it.
var aNumber = regexp.MustCompile(`(?:\b(?:G|FB)-)?(?:\d{4,8}|\d{3}[ -]\d{3})`)

// Codes are the one-time codes in a text. The zero value has none.
type Codes struct{ numbers []string }

// CodesIn finds the one-time codes of a message.
func CodesIn(title, body string) Codes {
	if len(title)+len(body) > codeLength || !hasFigures(title) && !hasFigures(body) {
		return Codes{}
	}
	text := title + "\n" + body
	var found Codes
	numbers := aNumber.FindAllStringIndex(text, manyNumbers)
	if len(numbers) == manyNumbers {
		return Codes{}
	}
	for _, at := range numbers {
		if standsAlone(text, at[0], at[1]) && theirs().isCode(text, at[0], at[1]) {
			found.numbers = append(found.numbers, text[at[0]:at[1]])
		}
	}
	return found
}

// HasOneTimeCode says whether a message carries a one-time code.
func HasOneTimeCode(title, body string) bool { return CodesIn(title, body).Any() }

// Any says whether there is a code.
func (c Codes) Any() bool { return len(c.numbers) > 0 }

// In says whether a text carries one of the codes.
func (c Codes) In(text string) bool { return c.Without(text) != text }

// Without gives a text with a dot in the place of each figure of the codes, and else unchanged.
func (c Codes) Without(text string) string {
	for _, number := range c.numbers {
		for from := 0; from < len(text); {
			at := strings.Index(text[from:], number)
			if at < 0 {
				break
			}
			begin := from + at
			if from = begin + len(number); isWhole(text, begin, from) {
				dotted := strings.Map(dot, number)
				text = text[:begin] + dotted + text[from:]
				from = begin + len(dotted)
			}
		}
	}
	return text
}

func dot(r rune) rune {
	if unicode.IsDigit(r) {
		return Withheld
	}
	return r
}

// isWhole says whether a number is not the part of a longer one.
func isWhole(text string, begin, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:begin])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsDigit(before) && !unicode.IsDigit(after)
}

// What a number is part of, where it is no code: a key of a ticket, an amount, a date, a phone number.
var (
	leadsOn  = regexp.MustCompile(`(?i)(?:[#№+$€£¥₹&@_/\\=.,%-]|\d[ :.,/-]|[$€£¥₹] |\b(?:EUR|USD|CHF|GBP|PLN|Rs|no|nr)[ .]{1,2})$`)
	goesOn   = regexp.MustCompile(`(?i)^(?:[-:.,/ ]\d|[%$€£¥₹_/\\@°]|[ ](?:[%$€£¥₹]|(?:EUR|USD|CHF|GBP|PLN|SEK|DKK|NOK|CZK|Kč|kr|zł|euros?|dollars?|ms|km|kg|MB|GB|kB|bytes)(?:[^\pL]|$)))`)
	aYear    = regexp.MustCompile(`^(?:19|20)\d\d$`)
	aDate    = regexp.MustCompile(`^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$`)
	anEmpty  = regexp.MustCompile(`\n[\s*>"']*$`)
	emptied  = regexp.MustCompile(`^[\s*"']*(?:\n|$)`)
	breakers = regexp.MustCompile(`[.!?;](?:\s|$)|\n`)
)

// standsAlone says whether a number is a number by itself, and no year and no date.
func standsAlone(text string, begin, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:begin])
	after, _ := utf8.DecodeRuneInString(text[end:])
	number := text[begin:end]
	return !work.Spaced(before) && !work.Spaced(after) &&
		!leadsOn.MatchString(text[max(0, begin-8):begin]) && !goesOn.MatchString(text[end:]) &&
		!aYear.MatchString(number) && !aDate.MatchString(number)
}

// near is how many bytes around a number are looked at.
const near = 160

// isCode says whether what stands around a number calls it a code. Where the text speaks of numbers of
// another sort too, only the plainest words count.
func (say phrases) isCode(text string, begin, end int) bool {
	before, after := text[max(0, begin-near):begin], text[end:min(len(text), end+near)]
	if !say.any.MatchString(before) && !say.any.MatchString(after) {
		return false
	}
	sentence := after
	if over := breakers.FindStringIndex(after); over != nil {
		sentence = after[:over[0]]
	}
	if say.sureBefore.MatchString(before) || say.sureAfter.MatchString(sentence) {
		return true
	}
	return say.mayBeCode(before, after, sentence) && !say.ordinary.MatchString(text)
}

func (say phrases) mayBeCode(before, after, sentence string) bool {
	switch {
	case say.mayBefore.MatchString(before), say.mayAfter.MatchString(sentence):
		return true
	case say.use.MatchString(before) && say.toSignIn.MatchString(after):
		return true
	}
	alone := anEmpty.MatchString(before) && emptied.MatchString(after)
	return alone && say.announced.MatchString(before)
}
