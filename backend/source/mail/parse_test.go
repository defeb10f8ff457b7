package mail

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sluice/backend/work"
)

func TestMailsInAllForms(t *testing.T) {
	for name, c := range map[string]struct{ raw, title, body, from string }{
		"plain":              {"From: Ana <a@b.test>\nSubject: Hello\n\nHow are you?\n", "Hello", "How are you?", "Ana"},
		"encoded words":      {"From: =?iso-8859-1?Q?Andr=E9?= <a@b.test>\nSubject: =?utf-8?B?UmVjaG51bmcg8J+nvg==?=\n =?utf-8?Q?_f=C3=BCr?=\n\nx", "Rechnung 🧾 für", "x", "André"},
		"raw bytes":          {"From: Andr\xe9 <a@b.test>\nSubject: gr\xfc\xdfe\n\nsch\xf6n", "grüße", "schön", "André"},
		"quoted-printable":   {"Subject: s\nContent-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\nf=FCr 5 =80 =\nnur", "s", "für 5 € nur", ""},
		"broken qp":          {"Subject: s\nContent-Transfer-Encoding: quoted-printable\n\n100% =XY sure", "s", "100% =XY sure", ""},
		"base64":             {"Subject: s\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n8NLJ18XU\n!!\n", "s", "Привет", ""},
		"japanese":           {"Subject: =?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=\nContent-Type: text/plain; charset=Shift_JIS\n\n\x93\xfa\x96{", "日本", "日本", ""},
		"unknown charset":    {"Subject: s\nContent-Type: text/plain; charset=x-nonsense\n\ncaf\xe9", "s", "café", ""},
		"HTML only":          {"Subject: s\nContent-Type: text/html; charset=utf-8\n\n<style>x</style><p>Hi <a href=\"https://a.test/1\">there</a></p><img src=\"https://t.test/pixel\">", "s", "Hi there (https://a.test/1)", ""},
		"HTML says charset":  {"Subject: s\nContent-Type: text/html\n\n<meta charset=\"iso-8859-1\"><p>f\xfcr", "s", "für", ""},
		"flowed":             {"Subject: s\nContent-Type: text/plain; format=flowed\n\nThis goes \non here.\n\nNew.", "s", "This goes on here.\n\nNew.", ""},
		"flowed and delsp":   {"Subject: s\nContent-Type: text/plain; format=flowed; delsp=yes\n\nver \ny long", "s", "very long", ""},
		"alternatives":       {"Subject: s\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>marked\n--b--", "s", "plain", ""},
		"nested":             {"Subject: s\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nhello\n--b--\n--a\nContent-Type: application/pdf; name=\"r.pdf\"\nContent-Disposition: attachment; filename=\"=?utf-8?Q?Rechnung_=C3=BC.pdf?=\"\nContent-Transfer-Encoding: base64\n\nAAAA\n--a--", "s", "hello\n\nAttached: Rechnung ü.pdf (0.0 kB)", ""},
		"an attached text":   {"Subject: s\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nhello\n--a\nContent-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''n%C3%B6.txt\n\nsecret\n--a--", "s", "hello\n\nAttached: nö.txt (0.0 kB)", ""},
		"a forwarded mail":   {"Subject: Fwd\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nsee below\n--a\nContent-Type: message/rfc822\n\nSubject: inner\n\nx\n--a--", "Fwd", "see below\n\nAttached: a forwarded mail (0.0 kB)", ""},
		"no end":             {"Subject: s\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nhello", "s", "hello", ""},
		"no such boundary":   {"Subject: s\nContent-Type: multipart/mixed; boundary=a\n\nhello all", "s", "hello all", ""},
		"no boundary named":  {"Subject: s\nContent-Type: multipart/mixed\n\nhello", "s", "hello", ""},
		"nonsense as a type": {"Subject: s\nContent-Type: ;;;\n\nhello", "s", "hello", ""},
		"no subject":         {"From: Ana <a@b.test>\n\nFirst line\nsecond", "First line", "First line\nsecond", "Ana"},
		"nothing":            {"From: Ana <a@b.test>\n\n", "Mail from Ana", "", "Ana"},
		"not even a sender":  {"\n", "Mail without subject", "", ""},
		"no headers":         {"just words without any\ncolon", "Mail without subject", "", ""},
		"bad lines between":  {"Subject: s\nthis is no field\nFrom: Ana <a@b.test>\n\nx", "s", "x", "Ana"},
		"a bad sender":       {"From: Ana Ruiz (at work <ana@b.test>, and so on\nSubject: s\n\nx", "s", "x", "Ana Ruiz (at work"},
		"invitation": {
			"Subject: Review\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nCome.\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19701025T030000\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY:Design \n review\\, part 2\nDTSTART;TZID=Europe/Berlin:20261103T140000\nLOCATION:Room 4\nEND:VEVENT\nEND:VCALENDAR\n--b--",
			"Review", "Invitation: Design review, part 2, Tue 3 Nov 2026, 14:00 Europe/Berlin, Room 4\n\nCome.", "",
		},
		"answers elsewhere": {"From: Ana <a@b.test>\nReply-To: x@evil.test\nSubject: s\n\nx", "s", "x\n\nAnswers go to: x@evil.test", "Ana"},
		"controls":          {"Subject: a\x00\x1b[31mb\n\nx", "a[31mb", "x", ""},
	} {
		e := eventFrom(c.raw).Tidy()
		if diff := cmp.Diff([]string{c.title, c.body, c.from}, []string{e.Title, e.Body, e.From}); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWhatWasNewlyWritten(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing to fold":  {"Hello\n\nAna", "Hello\n\nAna"},
		"quoted below":     {"Yes.\n\nOn Mon, 2 Nov 2026 at 10:00, Ana <a@b.test> wrote:\n> Is it?\n> Really?", "Yes."},
		"in two lines":     {"Yes.\n\nOn Mon, 2 Nov 2026 at 10:00, Ana Ruiz\n<a@b.test> wrote:\n> Is it?", "Yes."},
		"German":           {"Ja.\n\nAm 02.11.26 um 10:00 schrieb Ana:\n> Ist es so?", "Ja."},
		"answered within":  {"On Monday, Ana wrote:\n> Is it?\nYes.\n> Really?\nYes!", "On Monday, Ana wrote:\n> Is it?\nYes.\n> Really?\nYes!"},
		"only quoted":      {"> all\n> of it", "> all\n> of it"},
		"Outlook":          {"Fine.\n\nFrom: Ana <a@b.test>\nSent: Monday\nTo: Bo\nSubject: x\n\nIs it?", "Fine."},
		"German Outlook":   {"Gut.\n________________________________\nVon: Ana\nGesendet: Montag\nAn: Bo\n\nIst es so?", "Gut."},
		"original message": {"Fine.\n-----Original Message-----\nIs it?", "Fine."},
		"signature":        {"Fine.\n-- \nBo Lind\nA Company", "Fine."},
		"only a signature": {"-- \nBo Lind", "-- \nBo Lind"},
		"a list of dashes": {"a\n--\n" + strings.Repeat("line\n", 30), "a\n--\n" + strings.TrimSpace(strings.Repeat("line\n", 30))},
		"a letter's start": {"From: here to there\nit goes on", "From: here to there\nit goes on"},
		"no attribution":   {"Yes.\n\n> Is it?\n", "Yes."},
	} {
		if got := fold(c.text); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

func TestHowAMailReaches(t *testing.T) {
	for raw, want := range map[string]struct {
		reach    work.Reach
		priority int
	}{
		"To: ana@exam.test\n":                                  {work.ReachDirect, 0},
		"To: ANA+shop@exam.test\n":                             {work.ReachDirect, 0},
		"To: bo@exam.test\nCc: Ana <ana@exam.test>\n":          {work.ReachCopy, 0},
		"To: list@exam.test\nList-Id: <list.exam.test>\n":      {work.ReachList, 0},
		"To: undisclosed-recipients:;\n":                       {work.ReachDirect, 0},
		"To: ana@exam.test\nAuto-Submitted: auto-generated\n":  {work.ReachDirect, -1},
		"To: ana@exam.test\nImportance: High\n":                {work.ReachDirect, 1},
		"To: all@exam.test\nList-Unsubscribe: <https://x.y>\n": {work.ReachList, -1},
	} {
		if e := eventFrom(raw + "\nx"); e.Reach != want.reach || e.Priority != want.priority {
			t.Errorf("%q reaches by %q with %d", raw, e.Reach, e.Priority)
		}
	}
}

func TestIdentityAndThread(t *testing.T) {
	first := eventFrom("From: a@b.test\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <1@b.test>\n\nx")
	again := eventFrom("Received: by somebody else\nFrom: a@b.test\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <1@b.test>\n\nx")
	sameID := eventFrom("From: a@b.test\nDate: Mon, 2 Nov 2026 11:00:00 +0000\nMessage-ID: <1@b.test>\n\nx")
	answer := eventFrom("From: c@d.test\nMessage-ID: <3@d.test>\nIn-Reply-To: <2@b.test>\nReferences: <1@b.test>\n <2@b.test>\n\nx")
	if first.RemoteID != again.RemoteID || first.RemoteID == sameID.RemoteID {
		t.Errorf("%q, %q and %q", first.RemoteID, again.RemoteID, sameID.RemoteID)
	}
	if first.Thread != answer.Thread {
		t.Errorf("%q and %q are two conversations", first.Thread, answer.Thread)
	}
	if id := messageIDOf(first.RemoteID); id != "1@b.test" {
		t.Errorf("its id became %q", id)
	}
	without := eventFrom("From: a@b.test\nSubject: x\n\nx")
	if other := eventFrom("From: a@b.test\nSubject: y\n\nx"); without.RemoteID == other.RemoteID || messageIDOf(without.RemoteID) != "" {
		t.Errorf("without an id: %q and %q", without.RemoteID, other.RemoteID)
	}
}

func FuzzMail(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("testdata", "tools", "*.eml"))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, false)
	}
	f.Add([]byte("Subject: s\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/calendar\n\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n--a\nContent-Type: text/html; charset=gbk\n\n<p>x"), true)
	f.Add([]byte("Content-Type: text/plain; format=flowed\nContent-Transfer-Encoding: base64\n\n=="), true)
	f.Fuzz(func(t *testing.T, raw []byte, cut bool) {
		m := message{raw: raw, size: int64(len(raw))}
		if cut {
			m.size++
		}
		e := eventOf(m, me)
		if e.Title == "" || e.RemoteID == "" || e.Thread == "" {
			t.Errorf("a mail is lost: %+v", e)
		}
		if tidy := e.Tidy(); !utf8.ValidString(tidy.Title + tidy.Body + tidy.From + tidy.URL + tidy.Thread + tidy.RemoteID + tidy.App) {
			t.Errorf("it cannot be written down: %+v", tidy)
		}
		if again := eventOf(m, me); again.RemoteID != e.RemoteID || again.Thread != e.Thread {
			t.Errorf("the second time it is another: %q %q", e.RemoteID, again.RemoteID)
		}
	})
}

func FuzzAnswer(f *testing.F) {
	f.Add("From: Ana <a@b.test>\nMessage-ID: <1@b.test>\nSubject: Re: x\n", "Yes.")
	f.Add("Reply-To: \"a\\\"\\nBcc: x@y.test\" <a@b.test>\nReferences: <1@x> <2@y>\n", "\n.\nx")
	f.Fuzz(func(t *testing.T, head, text string) {
		fields, _ := splitHeaders([]byte(head))
		said, err := answerTo(fields, "ana@exam.test", "key", text, me0)
		if err != nil {
			return
		}
		back, _ := splitHeaders(said.bytes())
		names := map[string]int{}
		for _, field := range back {
			names[field.name]++
		}
		for name, n := range names {
			if n > 1 {
				t.Errorf("%s stands there %d times", name, n)
			}
		}
		if len(names) > 10 || names["bcc"] > 0 || names["from"] != 1 || names["message-id"] != 1 {
			t.Errorf("the answer has other fields than it should: %v\n%s", names, said.bytes())
		}
	})
}

var me0 = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
