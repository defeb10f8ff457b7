package demo

import (
	"time"

	"sluice/backend/work"
)

// birchwood prints a catalogue: mail with long subjects, promises by a time, an hour ahead.
func birchwood() part {
	return part{
		client: work.Client{
			Name: "Birchwood", Number: 2, Colour: 2, Zone: "Europe/Helsinki", Hours: weekdays("10:00", "18:00"),
			LongestWait: hours(4), OpenWith: "firefox -P birchwood",
			Rate: work.Money{Minor: 8800, Currency: "EUR"}, Promised: hours(16), ResponsePromise: "within four hours",
		},
		messages: append([]message{
			on(-2, "14:08", "Tomasz", mail, "Autumn catalogue, third round of corrections from print",
				"The corrected pages are attached. Pages 12 and 40 moved again.").in("catalogue"),
			on(-1, "10:44", "Lena", mail, "Re: Autumn catalogue, third round of corrections from print",
				"Page 12 is right now. Page 40 needs the new price list first.").in("catalogue"),
			on(0, "09:21", "Tomasz", mail, "Re: Fwd: Autumn catalogue, third round of corrections from print, plus the two paper samples we still have to pick today",
				"The printer keeps a slot for us until four. Which two papers do we take?").in("catalogue").dueIn(0),
			on(0, "10:31", "Tomasz", mail, "Paper samples: which two go to print?",
				"The printer keeps a slot for us until four. They need two papers: one for the cover, one for the inside.\n\n"+
					"From the table I would take the uncoated 120 for the inside and leave the cover to you. The warm white shows the ink better, the bright one is closer to last year.\n\n"+
					"If you name them by three I can still send the order today."),
			on(-1, "11:30", "Lena", clickup, "Price list: decimal comma on the German pages", "Seventeen pages have a point. Lena waits for it.").assigned().blocks(),
			on(-2, "11:16", "Lena", mail, "Final ISBN for the back cover", "I asked the publisher. It comes this week.").waiting("Lena"),
			on(-1, "15:50", "Tomasz", clickup, "Snag list for the reprint, page 12", "Crop marks, the price column, one widow.").assigned().snoozed(),
			on(-1, "16:05", "Lena", mail, "Invoice 2031 has arrived, thank you", "It is with the accountant."),
			on(-3, "16:20", "Mika", mail, "Kuvaston kansi: kolme vaihtoehtoa", "Liitteenä kolme luonnosta. Kumpi sinusta?"),
			ago(70*time.Minute, "Lena", mail, "Corrected price list", "All seventeen pages, and the one you found."),
			ago(18*time.Minute, "Tomasz", clickup, "Proof 3: two remarks from the printer", "Both on the cover.").assigned(),
		}, handled(
			on(-7, "09:35", "Lena", mail, "Dates for the autumn catalogue", "Proof 1 on Monday, proof 3 at the end of the month."),
			on(-7, "10:50", "Tomasz", clickup, "Grid for the double pages", "Twelve columns, as last year?").assigned(),
			on(-7, "14:20", "Mika", mail, "Uudet tuotekuvat", "Kuvat ovat palvelimella."),
			on(-6, "09:20", "Tomasz", mail, "Proof 1: first impressions", "The blues are cold. Everything else is close."),
			on(-6, "12:15", "Lena", mail, "Price changes in the chair series", "Six prices, see the table.").copied(),
			on(-6, "15:30", "Tomasz", mail, "Re: Proof 1: first impressions", "Warmer by a little, please. One step."),
			on(-5, "10:10", "Mika", clickup, "Captions for the table series", "English first, then Finnish and German.").assigned(),
			on(-5, "13:35", "Lena", mail, "Who signs off the German pages?", "Is it still you?"),
			on(-5, "16:40", "Tomasz", mail, "Printer: slot moved by a day", "Wednesday instead of Tuesday."),
			on(-4, "09:45", "Lena", clickup, "Index: sort umlauts with their vowels", "Ä with A, please.").assigned(),
			on(-4, "11:40", "Tomasz", mail, "Proof 2 is on its way", "By courier, should be with you tomorrow."),
			on(-4, "14:55", "Mika", mail, "Hyväksytkö sivun 22?", "Kuva on vaihdettu."),
			on(-3, "10:25", "Tomasz", mail, "Proof 2: six remarks", "All small, all on the left pages."),
			on(-3, "12:20", "", mail, "Newsletter of the paper maker: four new whites", "Warm white, ivory, bright and natural.").list(),
			on(-2, "09:30", "Lena", mail, "Table of sizes: millimetres only?", "Or inches in brackets for the export edition?"),
			on(-2, "16:30", "Tomasz", clickup, "Bleed on the inside cover", "Three millimetres are missing.").assigned(),
			on(-1, "09:42", "Mika", mail, "Kiitos nopeasta vastauksesta", "Sivu 22 on nyt valmis."),
		)...),
	}
}
