package dnd

import "errors"

// sentence is an error that people can read, with its cause for logs.
type sentence struct {
	text  string
	cause error
}

func (s sentence) Error() string {
	if s.cause == nil {
		return s.text
	}
	return s.text + " (" + s.cause.Error() + ")"
}

func (s sentence) Unwrap() error { return s.cause }

// wordsOf is what people are told of an error.
func wordsOf(err error, otherwise string) string {
	if s, ok := errors.AsType[sentence](err); ok {
		return s.text
	}
	return otherwise
}

func failed(err error) State {
	return State{
		Verdict:  Impossible,
		Sentence: wordsOf(err, "The notification daemon does not answer. Sluice tries again; until then switch Do Not Disturb on yourself."),
	}
}

func stuck(err error) State {
	return State{
		Verdict:  Impossible,
		Sentence: wordsOf(err, "Do Not Disturb could not be lifted. Sluice tries again; if it stays, switch it off yourself."),
	}
}

func noSwitch(d daemon) State {
	if d.id == "" {
		return State{Verdict: Impossible, Sentence: "No notification daemon is running, so there is nothing to silence. Sluice asks again when one starts."}
	}
	return State{Verdict: Impossible, Sentence: "Sluice knows no switch for " + d.title + ". Switch Do Not Disturb on yourself in the desktop's settings."}
}

func refusedBy(d daemon, refused error) State {
	t := d.backend.traits()
	text := t.title + " was asked for silence and still shows pop-ups. Switch Do Not Disturb on yourself."
	if refused != nil {
		text = wordsOf(refused, t.title+" refuses to be silenced. Switch Do Not Disturb on yourself.")
	}
	return State{Verdict: Impossible, Backend: t.name, Sentence: text}
}

func confirmed(d daemon) State {
	t := d.backend.traits()
	if d.doubt != "" {
		return State{Verdict: Asked, Backend: t.name, Sentence: d.doubt}
	}
	return State{Verdict: Confirmed, Backend: t.name, Sentence: "Do Not Disturb is on: " + t.title + " withholds pop-ups."}
}

func asked(d daemon) State {
	t := d.backend.traits()
	return State{Verdict: Asked, Backend: t.name, Sentence: t.title + " was asked to withhold pop-ups, but does not say whether it does."}
}

func usersOwn(d daemon) State {
	if d.doubt != "" {
		return State{Verdict: Asked, Backend: d.backend.traits().name, ByUser: true, Sentence: d.doubt}
	}
	return State{
		Verdict: Confirmed, Backend: d.backend.traits().name, ByUser: true,
		Sentence: "Do Not Disturb is on because you switched it on. Sluice leaves it on.",
	}
}

func usersOff(d daemon) State {
	return State{
		Verdict: Off, Backend: d.backend.traits().name, ByUser: true,
		Sentence: "You switched Do Not Disturb off. Sluice collects without silencing until the next check-in or shield.",
	}
}

func leftOn(backend string) State {
	return State{
		Verdict: Off, Backend: backend, ByUser: true,
		Sentence: "Do Not Disturb is still on because you switched it on. Switch it off yourself when you want pop-ups.",
	}
}

func liftedAt(d daemon) State {
	return State{
		Verdict: Off, Backend: d.backend.traits().name,
		Sentence: "Do Not Disturb is lifted for some seconds to let something through.",
	}
}
