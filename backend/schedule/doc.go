// Package schedule is the arithmetic of the plan: when check-ins are due, what shields do to them,
// what is still to be delivered, and how working hours count. It is pure: it takes times and gives
// times, reads no clock, and the same input gives the same answer at every call and in any order.
// All instants that it gives are UTC.
//
// # Local time
//
// A check-in belongs to a local date in its zone. "In the spring gap a time that does not exist
// means the first instant after it; in the autumn fold the first of the two." Both halves are one
// rule here: a date and a time of day mean the first instant at which the zone's clock shows that
// reading or a later one. So a time on a date that a zone left out means the beginning of the next
// date, and a fold that reaches back over midnight does not start the new day twice.
//
// # Days of rest
//
// On a day on which the user does not work at all nothing that repeats happens: Plan.Occurrences leaves
// it out. It is not missed and not made up for.
//
// # Moments
//
// An Occurrence is one due time of one rule; a Moment is one delivery with one notification.
// Occurrences become moments in two steps.
//
// First the shields. Overlapping and touching shields are one. A check-in inside a shield (from its
// start up to, not including, its actual end) is due at that end instead. If that happened to any
// check-in, what is due up to and including 15 minutes after the end is due at the end too, unless
// another shield covers it by then. This is the only way in which something comes early.
//
// A meeting that takes the user's time works like a shield, for two hours at most, so that meetings
// back to back do not keep everything away all day. It shuts no gate: break-throughs pass, and the
// extra check-in that keeps a longest wait opens in it.
//
// Then "due times within 5 minutes of each other become one". A group is anchored on its first due
// time, takes in all up to and including 5 minutes after it, and happens at its last one: nothing in
// it is early and nothing is more than 5 minutes late. The end of a shield at which something is due
// closes a group, so what a shield held never waits beyond its end.
//
// # Deliveries
//
// Plan.Due says at any tick what is to be delivered now. What was delivered is known by rule and
// local date, so a restart or a clock set back delivers nothing twice. A record that lies later than
// now was written under a wrong clock and is void. One minute of grace is given there: a record that
// was made on time stays good when a clock is set back past it and comes by again a little ahead of
// the tick that made it.
//
// What fell due more than a minute before the program woke (or was started) was missed. Missed
// check-ins collapse into one: at once if the program woke inside the user's hours, otherwise
// together with the next planned one. Without any planned within a week of the next hours there is
// nothing to wait for, and they come at once.
package schedule
