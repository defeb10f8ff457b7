package work

// plain says of each verb what was done, without a word about whom or what.
var plain = map[string]string{
	"done": "Done", "reopen": "Back in the queue", "snooze": "Snoozed", "wait": "Waiting", "pin": "Pinned, or no longer",
	"mute": "Muted", "assign": "Given to a client", "mark": "Marked as more or less important", "split": "Split",
	"send": "To be sent", "file": "Filed as done", "worth": "Break-through judged", "proposal": "Proposal answered",
	"record.add": "Written down", "record.change": "Changed", "record.remove": "Removed",
	"view.save": "Search saved", "view.remove": "Search removed",
	"client.save": "Client saved", "client.remove": "Client removed",
	"rule.add": "Rule added", "rule.remove": "Rule removed",
	"rule.off": "Rule switched off", "rule.on": "Rule switched on",
	"checkin.off": "Check-in switched off", "checkin.on": "Check-in switched on",
	"checkin.add": "Check-in added", "checkin.remove": "Check-in removed", "checkin.move": "Check-in moved", "checkin.skip": "Check-in skipped",
	"session.start": "Session started", "session.stop": "Session stopped", "session.add": "Session added",
	"session.correct": "Session corrected", "session.remove": "Session removed", "session.away": "Time away answered",
	"session.import": "Sessions imported",
}

// Plain says what the act did without a word about whom or what: behind a wall it may have been
// another client's, and during a call others see the screen. What concerns no client is said whole.
func (a Act) Plain() string {
	if said, concernsSomebody := plain[a.Verb]; concernsSomebody {
		return said
	}
	return a.Sentence
}
