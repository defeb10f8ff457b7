package schedule

import "time"

// Lull is how a check-in that is due waits for the user's next pause of input. The zero value waits for
// nothing.
type Lull struct {
	Still    time.Duration // for how long nothing is touched in a pause; 0: check-ins open on time
	Patience time.Duration // how much later a check-in opens at most
}

// On says whether check-ins wait at all.
func (l Lull) On() bool { return l.Still > 0 && l.Patience > 0 }

// Grace is how late a check-in may come, besides Punctual, and count as on time.
func (l Lull) Grace() time.Duration {
	if !l.On() {
		return 0
	}
	return l.Patience
}

// Wait gives when to look again for a pause, where a check-in that is due since an instant waits for
// one. latest is by when a client's longest wait has something seen, zero for none: nothing waits beyond
// it. idle is how long ago something was touched; where that is not known nothing waits.
func (l Lull) Wait(now, due, latest time.Time, idle time.Duration, known bool) (again time.Time, waits bool) {
	if !l.On() || !known || idle >= l.Still {
		return time.Time{}, false
	}
	end := due.Add(l.Patience)
	if !latest.IsZero() && latest.Before(end) {
		end = latest
	}
	if !now.Before(end) {
		return time.Time{}, false
	}
	again = now.Add(l.Still - max(idle, 0))
	if again.After(end) {
		again = end
	}
	return again, true
}
