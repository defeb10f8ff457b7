package mail

import (
	"bytes"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// heardOf gives what remains of answers that come in pieces of some length, and the numbers in them.
func heardOf(said string, piece int) (string, map[imap.UID]numbered) {
	told := map[imap.UID]numbered{}
	a := &answers{tell: func(uid imap.UID, n numbered) { told[uid] = n }}
	var out []byte
	for some := range slices.Chunk([]byte(said), piece) {
		out = a.filter(out, some)
	}
	return string(out), told
}

// Genuine answers of Gmail's, as they stand in the tests of rsc's imap package
// (github.com/mattermost/rsc, imap/imap_test.go) and of others who kept theirs.
func TestGmailsNumbersAreTakenOutOfItsAnswers(t *testing.T) {
	for _, c := range []struct {
		said, heard string
		uid         imap.UID
		told        numbered
	}{
		{
			`* 2 FETCH (X-GM-THRID 1370053443095117076 X-GM-MSGID 1374032778063810116 UID 49094 RFC822.SIZE 3558 INTERNALDATE "11-Jul-2011 10:22:49 +0000" FLAGS (\Seen))` + "\r\n",
			`* 2 FETCH (UID 49094 RFC822.SIZE 3558 INTERNALDATE "11-Jul-2011 10:22:49 +0000" FLAGS (\Seen))` + "\r\n",
			49094,
			numbered{1374032778063810116, 1370053443095117076},
		},
		{
			`* 374 FETCH (X-GM-THRID 1505999102887456107 X-GM-MSGID 1505999102887456107 UID 9089 RFC822.SIZE 7245 MODSEQ (967775) FLAGS () ENVELOPE ("Tue, 07 Jul 2015 01:31:03 +0000" "New (X-GM-THRID 5) \"mail\" {3}" NIL))` + "\r\n",
			`* 374 FETCH (UID 9089 RFC822.SIZE 7245 MODSEQ (967775) FLAGS () ENVELOPE ("Tue, 07 Jul 2015 01:31:03 +0000" "New (X-GM-THRID 5) \"mail\" {3}" NIL))` + "\r\n",
			9089,
			numbered{1505999102887456107, 1505999102887456107},
		},
		{ // a mail that holds what looks like an answer
			"* 4 FETCH (UID 5 BODY[]<0> {38}\r\n) \r\n* 9 FETCH (X-GM-THRID 7 UID 6)\r\n\r\n X-GM-MSGID 8 X-GM-THRID 9 FLAGS ())\r\nT1 OK Success\r\n",
			"* 4 FETCH (UID 5 BODY[]<0> {38}\r\n) \r\n* 9 FETCH (X-GM-THRID 7 UID 6)\r\n\r\n FLAGS ())\r\nT1 OK Success\r\n",
			5,
			numbered{8, 9},
		},
		{
			"* 1 FETCH (UID 5 X-GM-THRID 9 X-GM-MSGID 8)\r\n", "* 1 FETCH (UID 5)\r\n", 5, numbered{8, 9},
		},
		{ // words for people end in whatever they like
			"* OK [ALERT] your quota is {5}\r\n* 1 FETCH (X-GM-THRID 9 UID 5)\r\n", "* OK [ALERT] your quota is {5}\r\n* 1 FETCH (UID 5)\r\n", 5, numbered{0, 9},
		},
		{ // the name of a folder is no answer
			"* LIST (\\All) \"/\" {33}\r\nX\r\n* 1 FETCH (X-GM-THRID 9 UID 5)\r\n\r\n* 1 FETCH (X-GM-MSGID 8 UID 5)\r\n",
			"* LIST (\\All) \"/\" {33}\r\nX\r\n* 1 FETCH (X-GM-THRID 9 UID 5)\r\n\r\n* 1 FETCH (UID 5)\r\n", 5,
			numbered{8, 0},
		},
		{ // nobody wants values like these, but none of them ends the connection
			"* 1 FETCH (X-GM-THRID \"a)\" X-GM-MSGID {3}\r\n) X UID 5 BODY[HEADER.FIELDS (\"a]\" X-GM-THRID)] NIL)\r\n",
			"* 1 FETCH (UID 5 BODY[HEADER.FIELDS (\"a]\" X-GM-THRID)] NIL)\r\n", 0,
			numbered{},
		},
	} {
		for _, piece := range []int{1, 2, 7, 4096} {
			heard, told := heardOf(c.said, piece)
			if diff := cmp.Diff(c.heard, heard); diff != "" || told[c.uid] != c.told {
				t.Errorf("in pieces of %d, of %q came %v and: %s", piece, c.said, told, diff)
			}
		}
	}
}

func TestGmailIsAskedForItsNumbers(t *testing.T) {
	for said, heard := range map[string]string{
		"T5 UID FETCH 1:5,9 (UID FLAGS)\r\n":                                                               "T5 UID FETCH 1:5,9 (X-GM-THRID X-GM-MSGID UID FLAGS)\r\n",
		"T5 uid fetch 7 (UID)\r\nT6 NOOP\r\nT7 UID FETCH 8 (FLAGS (\\A))\r\n":                              "T5 uid fetch 7 (X-GM-THRID X-GM-MSGID UID)\r\nT6 NOOP\r\nT7 UID FETCH 8 (X-GM-THRID X-GM-MSGID FLAGS (\\A))\r\n",
		"T5 UID STORE 1 +FLAGS (\\Seen)\r\nDONE\r\n":                                                       "T5 UID STORE 1 +FLAGS (\\Seen)\r\nDONE\r\n",
		"T5 APPEND \"a {3}\" (\\Seen) {25}\r\nT6 UID FETCH 1 (UID)\r\n...\r\n\r\nT7 UID FETCH 1 (UID)\r\n": "T5 APPEND \"a {3}\" (\\Seen) {25}\r\nT6 UID FETCH 1 (UID)\r\n...\r\n\r\nT7 UID FETCH 1 (X-GM-THRID X-GM-MSGID UID)\r\n",
		"T5 APPEND {3+}\r\nabc {24+}\r\nT6 UID FETCH 1 (UID)\r\n..\r\n\r\n":                                "T5 APPEND {3+}\r\nabc {24+}\r\nT6 UID FETCH 1 (UID)\r\n..\r\n\r\n",
		"T5 FETCH 1 (UID)\r\n": "T5 FETCH 1 (UID)\r\n",
	} {
		for _, piece := range []int{1, 3, 4096} {
			a := &asking{}
			var out []byte
			for some := range slices.Chunk([]byte(said), piece) {
				out = a.filter(out, some)
			}
			if diff := cmp.Diff(heard, string(out)); diff != "" {
				t.Errorf("in pieces of %d: %s", piece, diff)
			}
		}
	}
}

// Whatever stands in mails, an answer without the two items is what the answer with them becomes.
func TestTheItemsAreTakenOutAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var with, without strings.Builder
		want := map[imap.UID]numbered{}
		for range rapid.IntRange(1, 5).Draw(t, "answers") {
			said := rapid.SliceOfN(rapid.SampledFrom([]string{
				`FLAGS (\Seen $X)`, `INTERNALDATE "01-Jan-2026 00:00:00 +0000"`, "RFC822.SIZE 12", "MODSEQ (12)", "BODYSTRUCTURE ((\"A\" \"B\" NIL) NIL)",
				"BODY[1.MIME]<0> " + literal(t), "BODY[] " + literal(t), "ENVELOPE (" + literal(t) + " NIL)", "BODY[2] \"a \\\"b\\\\ ( {2}\"", "BODY[HEADER.FIELDS (A B)] NIL",
			}), 0, 4).Draw(t, "items")
			uid := imap.UID(rapid.Uint32Range(1, 99).Draw(t, "uid"))
			said = append(said, fmt.Sprintf("UID %d", uid))
			n := numbered{rapid.Uint64Range(1, 1<<63).Draw(t, "mail"), rapid.Uint64Range(1, 1<<63).Draw(t, "conversation")}
			want[uid] = n
			added := rapid.Permutation(append(slices.Clone(said), fmt.Sprintf("X-GM-MSGID %d", n.mail), fmt.Sprintf("X-GM-THRID %d", n.conversation))).Draw(t, "order")
			left := slices.DeleteFunc(slices.Clone(added), func(item string) bool { return strings.HasPrefix(item, "X-GM-") })
			fmt.Fprintf(&with, "* %d FETCH (%s)\r\n", uid, strings.Join(added, " "))
			fmt.Fprintf(&without, "* %d FETCH (%s)\r\n", uid, strings.Join(left, " "))
		}
		heard, told := heardOf(with.String(), rapid.IntRange(1, 40).Draw(t, "piece"))
		if diff := cmp.Diff(without.String(), heard); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(want, told, cmp.AllowUnexported(numbered{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

func literal(t *rapid.T) string {
	text := rapid.SampledFrom([]string{"", "X-GM-THRID 5 ", "a)\r\n* 1 FETCH (X-GM-MSGID 7)\r\n", "\"", "{9}\r\n", "(((", "\x00\xff"}).Draw(t, "text")
	return fmt.Sprintf("{%d}\r\n%s", len(text), text)
}

// FuzzAnswers says: however it comes in pieces it is the same, it never grows, and where nothing in it is
// called as the items are, nothing is taken away.
func FuzzAnswers(f *testing.F) {
	f.Add([]byte("* 2 FETCH (X-GM-THRID 13 X-GM-MSGID 137 UID 49094 BODY[] {3}\r\nabc FLAGS (\\Seen))\r\n* OK {3}\r\n"), 3)
	f.Add([]byte("* 2 FETCH (FLAGS () X-GM-THRID \"\n* 1 FETCH (UID 1 )\r\n"), 1)
	f.Fuzz(func(t *testing.T, said []byte, piece int) {
		piece = max(1, min(piece, 1000))
		heard, _ := heardOf(string(said), 1<<20)
		inPieces, _ := heardOf(string(said), piece)
		if heard != inPieces || len(heard) > len(said) {
			t.Errorf("%q became %q, and in pieces of %d %q", said, heard, piece, inPieces)
		}
		if !bytes.Contains(bytes.ToUpper(said), []byte("X-GM-")) && !strings.HasPrefix(string(said), heard) {
			t.Errorf("%q became %q", said, heard)
		}
	})
}

func FuzzAsking(f *testing.F) {
	f.Add([]byte("T5 UID FETCH 1:5 (UID FLAGS)\r\nT6 APPEND {3}\r\nabc\r\n"), 3)
	f.Fuzz(func(t *testing.T, said []byte, piece int) {
		whole, inPieces := &asking{}, &asking{}
		want := whole.filter(nil, said)
		var got []byte
		for some := range slices.Chunk(said, max(1, min(piece, 1000))) {
			got = inPieces.filter(got, some)
		}
		if !bytes.Equal(want, got) {
			t.Errorf("%q became %q, and in pieces %q", said, want, got)
		}
	})
}

func TestAGmailPageIsGmailsAlone(t *testing.T) {
	n := numbered{1374171123044094435, 1370053443095117076}
	set := settings{user: "ana+x@studio.test", imap: server{address: net.JoinHostPort("imap.gmail.com", "993")}}
	if page := n.page(set); page != "https://mail.google.com/mail/u/?authuser=ana%2Bx%40studio.test#all/13036858fefc3d14" {
		t.Error(page)
	}
	set.imap.address = "imap.notgmail.com:993"
	if page := n.page(set) + (numbered{}).page(settings{imap: server{address: "imap.gmail.com:993"}}); page != "" {
		t.Errorf("another server's mail is opened at %s", page)
	}
}
