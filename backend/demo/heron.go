package demo

import (
	"time"

	"sluice/backend/work"
)

// heron is the user's own project, a map for walkers.
func heron() part {
	return part{
		client: work.Client{Name: "Heron", Number: 5, Colour: 5, Own: true},
		messages: append([]message{
			on(-2, "21:15", "Okan", github, "Map tiles stop loading when offline", "After an hour in the woods nothing new is drawn.").in("tiles"),
			on(-1, "20:40", "Okan", github, "Map tiles stop loading when offline", "Here is a log. It ends with the cache being full.").in("tiles"),
			on(-3, "19:05", "Wren", mail, "A walk along the canal, for the next release", "Twelve kilometres, nine photos, and a heron.").snoozed(),
			on(-1, "18:30", "Okan", github, "Show the height profile under the route", "A first drawing. Worth going on?").review(),
		}, handled(
			on(-7, "20:15", "Okan", github, "Crash on a track without points", "Fixed by the next commit."),
			on(-6, "19:40", "Wren", mail, "Typo on the front page", "Bridlepath, in one word."),
			on(-5, "20:05", "Okan", github, "Read tracks of the old watch", "Two thousand lines of sample data.").review(),
			on(-4, "18:50", "", mail, "Your domain renews in 30 days", "Nothing to do.").list(),
			on(-3, "20:20", "Okan", slack, "Meet-up in spring?", "The second weekend would suit me."),
			on(-2, "18:15", "Wren", mail, "Thank you from two walkers", "We found the hut because of your map."),
		)...),
	}
}

// nobody is what no rule gives to a client yet.
func nobody() part {
	return part{messages: append([]message{
		on(-1, "10:20", "Hanna", mail, "Recommended by a friend: do you have time in May?", "A small site for a bakery, four pages."),
		on(-1, "16:22", "", mail, "Your sign-in code", "482913 is your code. It is valid for 10 minutes."),
		ago(44*time.Minute, "Hanna", mail, "Re: Recommended by a friend", "No hurry at all, I only wondered about the price."),
		on(-1, "13:20", "", mail, "Your train on Friday leaves 12 minutes later", "Platform 4."),
	}, handled(
		on(-6, "11:45", "", mail, "Statement of account for February", "It is in your inbox at the bank.").list(),
		on(-5, "17:15", "Hanna", mail, "Saw your talk", "Are the slides somewhere?"),
		on(-3, "17:40", "", mail, "Parcel at the neighbour’s", "Number 12, second floor."),
		on(-2, "17:10", "Dr. Weiß", mail, "Erinnerung: Termin am Donnerstag", "Um 8:15, bitte nüchtern."),
	)...)}
}
