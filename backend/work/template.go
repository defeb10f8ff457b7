package work

import "time"

// Template is a client as one of its sort usually is: what a new one begins with. Everything in it is a
// proposal.
type Template struct {
	ID       string // stable, for programs
	Name     string // what sort of client it is, in English
	About    string // when it fits, in a sentence
	Client   Client // without name, number, colour and rate
	ByHour   bool   // an hour is paid for, so that a rate is to be agreed on
	CheckIns []CheckIn
}

// Templates lists the templates, the most usual first. Each call gives lists of its own.
func Templates() []Template {
	office := weekdays(9*60, 18*60)
	return []Template{
		{
			ID: "retainer", Name: "Retainer", About: "A fixed share of each week, with people who count on the same day.",
			Client: Client{Hours: office, LongestWait: 4 * time.Hour, Promised: 16 * time.Hour},
			ByHour: true,
		},
		{
			ID: "hourly", Name: "Hourly project", About: "Paid by the hour, with a day to answer.",
			Client: Client{Hours: office, LongestWait: 8 * time.Hour},
			ByHour: true,
		},
		{
			ID: "fixed", Name: "Fixed-price project", About: "One result by one date; twice a day is enough.",
			Client:   Client{Hours: office, LongestWait: 9 * time.Hour},
			CheckIns: dailyAt(10*60, 16*60),
		},
		{
			ID: "support", Name: "Support contract", About: "Something of theirs runs and must go on running: looked at every two hours.",
			Client:   Client{Hours: weekdays(8*60, 18*60), LongestWait: 2 * time.Hour, Promised: 4 * time.Hour},
			ByHour:   true,
			CheckIns: dailyAt(8*60+30, 10*60+30, 12*60+30, 14*60+30, 16*60+30),
		},
		{
			ID: "advice", Name: "Advice now and then", About: "A question every few weeks; once a day, and two days to answer.",
			Client:   Client{Hours: office, LongestWait: 18 * time.Hour},
			ByHour:   true,
			CheckIns: dailyAt(16 * 60),
		},
		{
			ID: "own", Name: "Own project", About: "Nobody waits but you: once a day, without a promise.",
			Client:   Client{Own: true},
			CheckIns: []CheckIn{{Days: EveryDay, At: 17 * 60}},
		},
	}
}

func weekdays(start, end Clock) (h Hours) {
	for day := time.Monday; day <= time.Friday; day++ {
		h.Week[day] = []Range{{Start: start, End: end}}
	}
	return h
}

func dailyAt(clocks ...Clock) (rules []CheckIn) {
	for _, at := range clocks {
		rules = append(rules, CheckIn{Days: Weekdays, At: at})
	}
	return rules
}
