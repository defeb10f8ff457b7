package timesheet_test

import (
	"strings"
	"testing"
	"time"

	"sluice/backend/fault"
	"sluice/backend/timesheet"
)

const togglHeader = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()\n"

func TestReadToggl(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"a line", togglHeader + "Me,me@example.org,Acme,Shop,,Form,Yes,2026-06-10,09:00:00,2026-06-10,10:30:00,01:30:00,,\n", "Acme/Shop/Form 07:00-08:30 billable"},
		{"behind a byte order mark", "\ufeff" + togglHeader + "Me,m,Acme,,,,No,2026-06-10,09:00:00,2026-06-10,10:30:00,01:30:00,,\n", "Acme// 07:00-08:30"},
		{"commas and lines in the text", togglHeader + "Me,m,\"A, \"\"B\"\"\",,,\"one\ntwo\",No,2026-06-10,09:00:00,2026-06-10,10:30:00,01:30:00,,\n", "A, \"B\"//one\ntwo 07:00-08:30"},
		{"a task", togglHeader + "Me,m,Acme,Shop,Tests,,No,2026-06-10,09:00:00,2026-06-10,10:30:00,01:30:00,,\n", "Acme/Shop/Tests 07:00-08:30"},
		{"newer names of columns", "Description,Duration,Client,Start date,Start time,Stop date,Stop time\nForm,1:30:00,Acme,2026-06-10,9:00 AM,2026-06-10,10:30 AM\n", "Acme//Form 07:00-08:30"},
		{"without a duration", "Client,Start date,Start time,End date,End time\nAcme,2026-06-10,22:00:00,2026-06-11,00:30:00\n", "Acme// 20:00-22:30"},
		{"without an end", "Client,Start date,Start time,Duration\nAcme,2026-06-10,22:00:00,2:30:00\n", "Acme// 20:00-22:30"},
		{"the first of two", togglHeader + "Me,m,Acme,,,,No,2026-10-25,02:30:00,2026-10-25,02:30:00,01:00:00,,\n", "Acme// 00:30-01:30"},
		{"the second of two", togglHeader + "Me,m,Acme,,,,No,2026-10-25,02:30:00,2026-10-25,03:30:00,01:00:00,,\n", "Acme// 01:30-02:30"},
		{"across the fold", togglHeader + "Me,m,Acme,,,,No,2026-10-25,01:30:00,2026-10-25,03:30:00,03:00:00,,\n", "Acme// 23:30-02:30"},
		{"no date", togglHeader + "Me,m,Acme,,,,No,yesterday,09:00:00,,,01:00:00,,\n", `2: "yesterday 09:00:00" is not a date and time such as 2026-03-29 09:30:00`},
		{"ends before it starts", togglHeader + "Me,m,Acme,,,,No,2026-06-10,09:00:00,2026-06-10,08:00:00,,,\n", "2: it ends before it starts"},
		{"too few fields", togglHeader + "Me,m\n", `2: "" is not a date and time such as 2026-03-29 09:30:00`},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines, bad, err := timesheet.ReadToggl(strings.NewReader(test.file), zone(t, "Europe/Berlin"))
			if err != nil || len(lines)+len(bad) != 1 {
				t.Fatalf("it gives %v, %v (%v)", lines, bad, err)
			}
			var got string
			for _, line := range lines {
				got = strings.Join([]string{line.Client, line.Project, line.Note}, "/") + " " + line.From.Format("15:04") + "-" + line.Until.Format("15:04")
				if line.Billable {
					got += " billable"
				}
			}
			for _, line := range bad {
				got = string(rune('0'+line.Number)) + ": " + line.Why
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestWhatIsNoFileOfToggl(t *testing.T) {
	for _, file := range []string{"", "a,b\n1,2\n", "%PDF-1.3\n\x00", "Start date,Start time\n2026-06-10,09:00:00\n", togglHeader + "\"open\n"} {
		if _, _, err := timesheet.ReadToggl(strings.NewReader(file), time.UTC); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q gives %v", file, err)
		}
	}
}

// Whatever is in the file, what comes out are spans that go forward, or sentences.
func FuzzReadToggl(f *testing.F) {
	f.Add(togglHeader + "Me,m,Acme,Shop,,Form,Yes,2026-06-10,09:00:00,2026-06-10,10:30:00,01:30:00,,\n")
	f.Add("\ufeffStart date,Start time,Duration\n2026-10-25,02:30,1:00:00\n")
	f.Add("Start date,Start time,Duration\n9999-12-31,23:59:59,99999:59:59\n")
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, file string) {
		lines, bad, err := timesheet.ReadToggl(strings.NewReader(file), berlin)
		if err != nil && (fault.SentenceOf(err) == "" || fault.CodeOf(err) == fault.Internal) {
			t.Errorf("no sentence: %v", err)
		}
		for _, line := range lines {
			if !line.Until.After(line.From) {
				t.Errorf("%v goes backward", line)
			}
		}
		for _, line := range bad {
			if line.Why == "" || line.Number < 1 {
				t.Errorf("%v says nothing", line)
			}
		}
	})
}
