package demo

import (
	"time"

	"sluice/backend/work"
)

// corvid builds software and reviews it: a check-in of its own in the afternoon.
func corvid() part {
	return part{
		client: work.Client{
			Name: "Corvid Labs", Number: 3, Colour: 3, Hours: weekdays("09:00", "17:00"),
			Rate: work.Money{Minor: 11000, Currency: "EUR"}, Promised: hours(10), ResponsePromise: "within a day",
		},
		own: []string{"09:30", "15:00"},
		messages: append([]message{
			on(-1, "14:10", "Ines", github, "Retry uploads with the same key", "Ready for a look. It blocks release 2.6.").in("retry").review().blocks(),
			on(0, "08:47", "Ines", github, "Retry uploads with the same key", "Rebased. Only the last commit is new.").in("retry").review().blocks(),
			on(0, "09:04", "Ines", slack, "Can you join the retro on Friday, 30 minutes?", "Two o’clock, the usual link."),
			on(-2, "14:20", "Ravi", clickup, "Upload dialog: empty state and error copy", "No hurry. Three strings and a picture.").assigned(),
			on(-1, "11:12", "Ravi", slack, "Does the SDK keep the old field names until 3.0?", "A customer asks. I said I would find out."),
			on(-3, "11:35", "Ines", github, "Flaky: resumes after the laptop slept", "It fails once in forty runs. Any idea?").assigned().snoozed(),
			on(-2, "11:25", "Marek", mail, "Contract for the second half of the year", "The draft is with our lawyers.").waiting("Marek"),
			on(-1, "13:40", "", github, "Nightly build: 2 of 214 tests failed", "resume_after_sleep, resume_after_sleep_twice").alert(),
			ago(52*time.Minute, "Ravi", slack, "Customer in Porto confirmed Tuesday", "They bring two engineers."),
			ago(12*time.Minute, "Ines", github, "Say which part failed", "A small one, when you are at it.").review(),
		}, handled(
			on(-7, "10:20", "Ines", github, "Split the upload into parts", "First of three.").review(),
			on(-7, "13:15", "Ravi", slack, "Release 2.5.1 is out", "Thank you all."),
			on(-7, "16:25", "", github, "Nightly build: all 212 tests passed", "In 4 min 12 s.").alert(),
			on(-6, "09:30", "Ines", github, "Name the parts by their hash", "Second of three.").review(),
			on(-6, "11:05", "Ravi", slack, "Who talks to the customer in Porto?", "You did last time."),
			on(-6, "14:45", "Marek", mail, "Hours in February", "Could you send them by the tenth?"),
			on(-5, "10:40", "Ines", github, "Clean up abandoned parts", "Third of three, the largest.").review(),
			on(-5, "12:30", "Ravi", clickup, "Docs: what a part is", "One paragraph.").assigned(),
			on(-5, "15:50", "", github, "Dependabot: 3 updates", "All minor.").list(),
			on(-4, "09:55", "Ines", slack, "Is there a limit for parts?", "Ten thousand at the store. Ours?"),
			on(-4, "13:30", "Ravi", clickup, "Error code for a part that is too large", "Same as for a file?").assigned(),
			on(-4, "16:05", "Ines", github, "Log less while nothing happens", "Small.").review(),
			on(-3, "09:20", "Ravi", slack, "Screenshot for the changelog", "Any will do."),
			on(-3, "14:35", "Ines", slack, "Pairing tomorrow at ten?", "On the flaky one."),
			on(-2, "09:10", "Ravi", clickup, "Progress bar jumps back at a retry", "It should wait instead.").assigned(),
			on(-2, "13:05", "Ines", github, "Test the resume on a slow line", "Uses the new harness.").review(),
		)...),
	}
}
