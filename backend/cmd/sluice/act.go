package main

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/schedule"
	"sluice/backend/work"
)

// Commands that change something.

type checkinCommand struct {
	Now    checkinNow    `cmd:"" help:"Open a check-in now, ahead of the plan."`
	End    checkinEnd    `cmd:"" help:"End the check-in that is open."`
	List   checkinList   `cmd:"" help:"The check-ins of the plan."`
	Add    checkinAdd    `cmd:"" help:"Add a check-in to the plan."`
	Off    checkinOff    `cmd:"" help:"Switch a check-in off: it is kept, and does not open."`
	On     checkinOn     `cmd:"" help:"Switch a check-in on again."`
	Remove checkinRemove `cmd:"" help:"Take a check-in out of the plan."`
	Plan   checkinPlan   `cmd:"" help:"When check-ins fall due, without touching anything."`
}

type checkinNow struct {
	EndShield bool   `help:"End a shield that is up first."`
	Stay      bool   `help:"Keep it open past its budget."`
	Client    string `help:"For one client alone." placeholder:"NAME"`
}

func (n checkinNow) Run(c *call) error {
	var opened wire.Opened
	if err := c.post("/checkins/now"+clientQuery(n.Client), map[string]bool{"endShield": n.EndShield, "stay": n.Stay}, &opened); err != nil {
		return err
	}
	return c.say(opened, func() { c.printf("%s\n", opened.Sentence) })
}

type checkinEnd struct{}

func (checkinEnd) Run(c *call) error {
	var run wire.Run
	if err := c.post("/checkins/end", nil, &run); err != nil {
		return err
	}
	return c.say(run, func() { c.printf("Check-in ended.\n") })
}

type checkinList struct{}

func (checkinList) Run(c *call) error {
	var plan wire.Plan
	if err := c.get("/checkins", &plan); err != nil {
		return err
	}
	return c.say(plan, func() {
		for _, rule := range plan.CheckIns {
			c.printf("%5d  %s  %s\n", rule.ID, rule.At, strings.Join(aboutCheckIn(rule), "  "))
		}
		for i, moment := range plan.Moments {
			if i < 3 {
				c.printf("       next: %s\n", c.when(moment.At))
			}
		}
	})
}

func aboutCheckIn(rule wire.CheckIn) []string {
	about := []string{daysOf(rule), rule.Zone}
	if rule.Off {
		about = append(about, "off")
	}
	return about
}

func daysOf(rule wire.CheckIn) string {
	if rule.Once != "" {
		return "once, on " + rule.Once
	}
	return rule.Days
}

type checkinAdd struct {
	At         string `help:"Local time of day." required:"" placeholder:"HH:MM"`
	DaysOfWeek string `help:"daily, weekdays, or days such as mon,wed." default:"daily" placeholder:"DAYS"`
	Zone       string `help:"A zone other than yours, such as Europe/Berlin." placeholder:"ZONE"`
	Once       string `help:"On one date only." placeholder:"DATE"`
	Client     string `help:"For one client, in the place of the common ones." placeholder:"NAME"`
	breaking
}

func (a checkinAdd) Run(c *call) error {
	var rule wire.SavedCheckIn
	body := map[string]any{"at": a.At, "days": a.DaysOfWeek, "zone": a.Zone, "once": a.Once, "client": a.Client}
	mends, err := a.mend(c, map[string]any{"add": []any{maps.Clone(body)}})
	if err != nil {
		return err
	}
	body["mend"] = mends
	if err := c.post("/checkins", body, &rule); err != nil {
		return err
	}
	return c.say(rule, func() {
		c.printf("Check-in %d at %s, %s.\n", rule.ID, rule.At, daysOf(rule.CheckIn))
		c.printBroken(rule.Broken)
	})
}

type checkinOff struct {
	ID int64 `arg:"" help:"The number of the check-in."`
	breaking
}

func (o checkinOff) Run(c *call) error { return o.turn(c, o.ID, false) }

type checkinOn struct {
	ID int64 `arg:"" help:"The number of the check-in."`
	breaking
}

func (o checkinOn) Run(c *call) error { return o.turn(c, o.ID, true) }

// turn switches a check-in on or off.
func (b breaking) turn(c *call, id int64, on bool) error {
	mends, err := b.mend(c, map[string]any{"checkIn": id, "switch": on})
	if err != nil {
		return err
	}
	return c.turn("/checkins/%d/switch", id, on, mends...)
}

type checkinRemove struct {
	ID int64 `arg:"" help:"The number of the check-in."`
	breaking
}

func (r checkinRemove) Run(c *call) error {
	var answer struct {
		acted
		wire.BrokenWaits
	}
	mends, err := r.mend(c, map[string]any{"checkIn": r.ID, "remove": true})
	if err != nil {
		return err
	}
	body := map[string]any{"mend": mends}
	if err := c.client.Ask(c.ctx, http.MethodDelete, fmt.Sprintf("/checkins/%d", r.ID), body, &answer); err != nil {
		return err
	}
	return c.say(answer, func() {
		c.printf("%s. `sluice undo` takes it back.\n", answer.Act.Sentence)
		c.printBroken(answer.Broken)
	})
}

type checkinPlan struct {
	From       string   `help:"The first local date." required:"" placeholder:"DATE"`
	Days       int      `help:"For how many days." default:"7"`
	Zone       string   `help:"The zone to reckon in; yours without it." placeholder:"ZONE"`
	At         []string `help:"Times of day to try; those of your plan without it." placeholder:"HH:MM"`
	DaysOfWeek string   `help:"daily, weekdays, or days such as mon,wed." placeholder:"DAYS"`
}

// maxPlanDays keeps a slip of the finger from printing a century.
const maxPlanDays = 3660

func (p checkinPlan) Run(c *call) error {
	plan, from, err := p.plan(c)
	if err != nil {
		return err
	}
	zone := plan.Zones.User
	begin := schedule.Instant(from, 0, zone)
	end := schedule.Instant(from.Add(p.Days), 0, zone)
	answer := wire.Occurrences{Occurrences: []time.Time{}}
	for _, moment := range plan.Moments(begin, end) {
		answer.Occurrences = append(answer.Occurrences, moment.At)
	}
	return c.say(answer, func() {
		for _, at := range answer.Occurrences {
			c.printf("%s\n", at.In(zone).Format("Mon 2 Jan 2006 15:04 MST"))
		}
	})
}

func (p checkinPlan) plan(c *call) (plan schedule.Plan, from work.Date, err error) {
	plan.Zones.User = c.zone()
	if p.Zone != "" {
		if plan.Zones.User, err = time.LoadLocation(p.Zone); err != nil {
			return plan, from, fault.Wrap(err, fault.Invalid, "%q is not a time zone such as Europe/Berlin.", p.Zone)
		}
	}
	if p.Days < 1 || p.Days > maxPlanDays {
		return plan, from, fault.New(fault.Invalid, "Ask for between 1 and %d days.", maxPlanDays)
	}
	if from, err = work.ParseDate(p.From); err != nil {
		return plan, from, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	plan.CheckIns, err = p.rules(c)
	return plan, from, err
}

func (p checkinPlan) rules(c *call) ([]work.CheckIn, error) {
	rules, err := p.given()
	if err == nil && len(p.At) == 0 {
		rules, err = stored(c)
	}
	if err != nil || p.DaysOfWeek == "" {
		return rules, err
	}
	days, err := work.ParseDays(p.DaysOfWeek)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	for i := range rules {
		rules[i].Days = days
	}
	return rules, nil
}

func (p checkinPlan) given() ([]work.CheckIn, error) {
	rules := make([]work.CheckIn, len(p.At))
	for i, text := range p.At {
		at, err := work.ParseClock(text)
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		rules[i] = work.CheckIn{ID: work.CheckInID(i + 1), At: at, Days: work.EveryDay}
	}
	return rules, nil
}

// stored gives the check-ins of the plan, by the core's word.
func stored(c *call) ([]work.CheckIn, error) {
	var plan wire.Plan
	if err := c.get("/checkins", &plan); err != nil {
		return nil, err
	}
	var rules []work.CheckIn
	for _, rule := range plan.CheckIns {
		if rule.Off {
			continue
		}
		at, errAt := work.ParseClock(rule.At)
		once, _ := work.ParseDate(rule.Once) // empty: it repeats
		var days work.Days
		var errDays error
		if rule.Days != "" || once.IsZero() { // a single one needs none
			days, errDays = work.ParseDays(rule.Days)
		}
		if errAt != nil || errDays != nil {
			return nil, fault.New(fault.OtherVersion, "The core gave a check-in that this version does not understand.")
		}
		rules = append(rules, work.CheckIn{ID: work.CheckInID(rule.ID), At: at, Days: days, Zone: rule.Zone, Once: once})
	}
	return rules, nil
}

type shieldCommand struct {
	Start  shieldStart  `cmd:"" help:"Hold everything, and ask the system for Do Not Disturb."`
	End    shieldEnd    `cmd:"" help:"End the shield."`
	Toggle shieldToggle `cmd:"" help:"End the shield that is up, or start one: for a key of your desktop's."`
	List   shieldList   `cmd:"" help:"The shields that repeat; those that are off say so."`
	Off    shieldOff    `cmd:"" help:"Switch a shield that repeats off: it is kept, and does not begin."`
	On     shieldOn     `cmd:"" help:"Switch a shield that repeats on again."`
}

type shieldStart struct {
	For   time.Duration `help:"How long, such as 90m; 50 minutes without it or --until." placeholder:"DURATION"`
	Until string        `help:"Until a time of day." placeholder:"HH:MM"`
	Note  string        `help:"What it is for."`
	Yes   bool          `help:"Start it also where it breaks a client's longest wait."`
}

// shieldLength is how long a shield lasts where nothing is said.
const shieldLength = 50 * time.Minute

func (s shieldStart) Run(c *call) error {
	until, err := s.until(c)
	if err != nil {
		return err
	}
	if !s.Yes {
		if err := s.ask(c, until); err != nil {
			return err
		}
	}
	var shield wire.Shield
	if err := c.post("/shields", map[string]any{"until": until, "note": s.Note}, &shield); err != nil {
		return err
	}
	return c.say(shield, func() {
		c.printf("Deep work until %s. %s\n", c.when(shield.Until), shield.SilenceNote)
		c.printBroken(shield.Broken)
	})
}

// ask refuses a shield that breaks a longest wait, with what it breaks: nothing is started yet.
func (s shieldStart) ask(c *call, until time.Time) error {
	var found wire.BrokenWaits
	if err := c.post("/shields/check", map[string]any{"until": until}, &found); err != nil || len(found.Broken) == 0 {
		return err
	}
	said := make([]string, len(found.Broken))
	for i, broken := range found.Broken {
		said[i] = plain(broken.Sentence)
	}
	return fault.New(fault.Conflict, "%s Nothing was started; --yes starts it all the same.", strings.Join(said, " "))
}

func (c *call) printBroken(broken []wire.BrokenWait) {
	for _, each := range broken {
		c.printf("! %s\n", plain(each.Sentence))
	}
}

func (s shieldStart) until(c *call) (time.Time, error) {
	now := time.Now()
	switch {
	case s.Until == "" && s.For == 0:
		return now.Add(shieldLength), nil
	case s.Until == "":
		return now.Add(s.For), nil
	case s.For != 0:
		return now, fault.New(fault.Invalid, "Give --for or --until, not both.")
	}
	at, err := work.ParseClock(s.Until)
	if err != nil {
		return now, fault.Wrap(err, fault.Invalid, "%s.", err)
	}
	until := schedule.Instant(work.DateOf(now, c.zone()), at, c.zone())
	if !until.After(now) {
		until = schedule.Instant(work.DateOf(now, c.zone()).Add(1), at, c.zone())
	}
	return until, nil
}

type shieldEnd struct{}

func (shieldEnd) Run(c *call) error {
	var answer acted
	if err := c.post("/shields/end", nil, &answer); err != nil {
		return err
	}
	return c.say(answer, func() { c.printf("%s.\n", answer.Act.Sentence) })
}

type shieldToggle struct{ shieldStart }

func (s shieldToggle) Run(c *call) error {
	var status wire.Status
	if err := c.get("/status", &status); err != nil {
		return err
	}
	if status.State == "shield" {
		return shieldEnd{}.Run(c)
	}
	s.Yes = true // a key can answer no question
	return s.shieldStart.Run(c)
}

type settingsCommand struct {
	SilenceBetween *bool `help:"Ask for Do Not Disturb between check-ins too." negatable:""`
	Welcomed       *bool `help:"The first run is over." negatable:""`
	Budget         *int  `help:"How many minutes a check-in stays open." placeholder:"MINUTES"`
	BudgetItems    *int  `help:"How many items of a check-in are handled before it ends, instead of minutes; 0: minutes count." placeholder:"ITEMS"`
	LullSeconds    *int  `help:"A planned check-in waits until you touched nothing for so long; 0: it opens on time." placeholder:"SECONDS"`
	LullMinutes    *int  `help:"How much later it opens at most." placeholder:"MINUTES"`

	CaptureKey *string `help:"A key that opens the window to note something down, in every program, such as Ctrl+Alt+N; empty for none." placeholder:"KEYS"`
	ShieldKey  *string `help:"A key that starts or ends a shield, in every program; empty for none." placeholder:"KEYS"`
	ReadCentre *bool   `help:"Read Windows' notification database where its listener refuses." negatable:""`

	DayOff []string `help:"A day on which you do not work, such as 2026-12-24." placeholder:"DATE" sep:"none"`
	WorkOn []string `help:"A day off on which you work after all." placeholder:"DATE" sep:"none"`
	breaking

	Updates    *bool   `help:"Ask the release feed once a day whether there is a newer version." negatable:""`
	UpdateFeed *string `help:"The release feed's address, https; empty for that of whoever made this program." placeholder:"URL"`
}

func (s settingsCommand) Run(c *call) error {
	var settings queue.Settings
	if err := c.get("/settings", &settings); err != nil {
		return err
	}
	chosen := []bool{
		choose(s.SilenceBetween, &settings.SilenceBetween), choose(s.Welcomed, &settings.Welcomed),
		choose(s.Budget, &settings.BudgetMinutes), choose(s.LullSeconds, &settings.LullSeconds),
		choose(s.BudgetItems, &settings.BudgetItems),
		choose(s.LullMinutes, &settings.LullMinutes), choose(s.ReadCentre, &settings.ReadCentre),
		choose(s.CaptureKey, &settings.CaptureKey), choose(s.ShieldKey, &settings.ShieldKey),
		choose(s.Updates, &settings.Updates), choose(s.UpdateFeed, &settings.UpdateFeed),
	}
	days, err := s.daysOff(&settings)
	if err != nil {
		return err
	}
	if days || slices.Contains(chosen, true) {
		if err := s.save(c, settings, days); err != nil {
			return err
		}
	}
	return c.say(settings, func() {
		c.printf("Do Not Disturb between check-ins: %s\n", onOff[settings.SilenceBetween])
		if settings.BudgetItems > 0 {
			c.printf("A check-in stays open for %s.\n", plural(settings.BudgetItems, "item"))
		} else {
			c.printf("A check-in stays open for %s.\n", plural(settings.BudgetMinutes, "minute"))
		}
		if settings.LullSeconds > 0 {
			c.printf("It waits until you touched nothing for %s.\n", plural(settings.LullSeconds, "second"))
		}
		if off := settings.Hours.Off; len(off) > 0 {
			said := make([]string, len(off))
			for i, date := range off {
				said[i] = date.String()
			}
			c.printf("Days off: %s\n", strings.Join(said, ", "))
		}
		c.printf("Looking for newer versions once a day: %s\n", onOff[settings.Updates])
	})
}

// daysOff changes the days off as was said, and says whether something was.
func (s settingsCommand) daysOff(settings *queue.Settings) (bool, error) {
	off := slices.Clone(settings.Hours.Off)
	for _, text := range s.DayOff {
		date, err := work.ParseDate(text)
		if err != nil {
			return false, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		if !slices.Contains(off, date) {
			off = append(off, date)
		}
	}
	for _, text := range s.WorkOn {
		date, err := work.ParseDate(text)
		if err != nil {
			return false, fault.Wrap(err, fault.Invalid, "%s.", err)
		}
		off = slices.DeleteFunc(off, func(each work.Date) bool { return each == date })
	}
	slices.SortFunc(off, func(a, b work.Date) int { return strings.Compare(a.String(), b.String()) })
	settings.Hours.Off = off
	return len(s.DayOff)+len(s.WorkOn) > 0, nil
}

// save stores the settings; where the days off are others, it asks first what that breaks.
func (s settingsCommand) save(c *call, settings queue.Settings, days bool) error {
	body := struct {
		queue.Settings
		Mend []wire.Mending `json:"mend,omitempty"`
	}{Settings: settings}
	if days {
		var err error
		if body.Mend, err = s.mend(c, map[string]any{"hours": settings.Hours}); err != nil {
			return err
		}
	}
	return c.client.Ask(c.ctx, http.MethodPut, "/settings", body, nil)
}

var onOff = map[bool]string{true: "on", false: "off"}

// choose takes over what was said on the command line, and says whether something was.
func choose[T any](said, setting *T) bool {
	if said != nil {
		*setting = *said
	}
	return said != nil
}
