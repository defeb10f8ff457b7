package demo

import (
	"time"

	"sluice/backend/work"
)

// acme is a shop with a new checkout: many short messages, one person who is stuck.
func acme() part {
	return part{
		client: work.Client{
			Name: "Acme", Number: 1, Colour: 1, Hours: weekdays("09:00", "18:00"), LongestWait: hours(6),
			Rate: work.Money{Minor: 9500, Currency: "EUR"}, Promised: hours(20), ResponsePromise: "the same day",
		},
		messages: append([]message{
			on(-1, "16:40", "Noor", slack, "Checkout: which address format wins, theirs or ours?",
				"The courier wants street and number in one line. Our form splits them. I can go either way, but the migration is written from the answer.").in("address").blocks(),
			on(-1, "17:15", "Priya", slack, "Checkout: which address format wins, theirs or ours?",
				"Both are fine for design. Split is friendlier on phones, one line is what people paste.").in("address").blocks(),
			on(0, "09:12", "Noor", slack, "Checkout: which address format wins, theirs or ours?",
				"Everything else is ready. Which one do I build?").in("address").blocks().pinned(),
			on(0, "11:43", "Jonas", slack, "Staging is slow since the image change", "Anyone else? Product pages take six seconds.").in("staging").mention(),
			on(0, "11:52", "Jonas", slack, "Staging is slow since the image change", "@you it is the resize step, I think. Can you look before the demo?").in("staging").mention(),
			on(-1, "17:02", "Katharina", clickup, "Umsatzsteuer-Identifikationsnummer: Pflichtfeldkennzeichnung im Rechnungsadressformular vereinheitlichen",
				"Bitte in allen drei Formularen gleich, auch im Warenkorb.").assigned().high().dueIn(1),
			on(-2, "10:31", "Katharina", mail, "Datenschutzfolgenabschätzungsvorlage gegenlesen", "Nur Abschnitt 4, höchstens eine halbe Stunde.").snoozed(),
			on(-2, "15:20", "Priya", slack, "Font licence for the app", "Legal asks whether the web licence covers the app. Do you know?").waiting("Priya"),
			on(-1, "11:05", "Priya", clickup, "Checkout: wording under the address fields", "Two variants are in the file. I would take the second.").assigned(),
			on(0, "08:02", "", clickup, "Weekly summary: 14 tasks moved, 3 new", "Moved: 14. New: 3. Overdue: 1.").list().in("weekly"),
			on(-5, "15:10", "", clickup, "Your notification digest", "7 tasks that you follow changed.").list().in("digest").muted(),
			on(-3, "15:10", "", clickup, "Your notification digest", "4 tasks that you follow changed.").list().in("digest"),
			on(-1, "15:10", "", clickup, "Your notification digest", "9 tasks that you follow changed.").list().in("digest"),
			ago(95*time.Minute, "Noor", slack, "Migration is ready to run on staging", "It waits for the address format only."),
			ago(24*time.Minute, "Katharina", mail, "Termin am Montag: 10 oder 11 Uhr?", "Beides passt mir."),
			ago(9*time.Minute, "Priya", slack, "New variant of the basket icon", "Third column, last row.").mention(),
		}, handled(
			on(-7, "09:10", "Noor", slack, "Can the courier sandbox be reached from CI?", "It answers from my machine only."),
			on(-7, "11:30", "Jonas", github, "Cache product images at the edge", "Please look at the headers.").review(),
			on(-7, "15:45", "Priya", slack, "New icons for payment methods", "They are in the shared folder."),
			on(-6, "10:02", "Katharina", mail, "Protokoll vom Montag", "Anbei das Protokoll, Korrekturen bitte bis Freitag.").copied(),
			on(-6, "13:50", "Noor", slack, "Basket keeps a removed item", "Only when two tabs are open.").assigned(),
			on(-6, "16:12", "", monitor, "shop.acme.example answered slowly", "Median 2.4 s over 5 minutes. It is well again.").alert(),
			on(-5, "09:25", "Priya", slack, "Which of the two error tones?", "Dry or friendly? I need one word."),
			on(-5, "11:48", "Jonas", github, "Bump the image library", "One breaking change, see the notes.").review(),
			on(-5, "14:30", "Katharina", mail, "Rechnung für Februar", "Können Sie mir die Stunden nach Projekten trennen?"),
			on(-4, "10:15", "Noor", slack, "Postcode check for Ireland", "Do we need Eircode now or later?"),
			on(-4, "12:10", "Priya", clickup, "Empty basket: picture and text", "The picture is final, the text is yours.").assigned(),
			on(-4, "17:20", "Jonas", slack, "Demo on Thursday: who clicks?", "I talk, you click?").mention(),
			on(-3, "09:40", "Noor", slack, "Courier answers 429 at night", "Shall I retry, or tell them?"),
			on(-3, "13:38", "Priya", slack, "Payment icons: one more size?", "64 px, for the receipt.").in("icons"),
			on(-3, "13:43", "Priya", slack, "Payment icons: one more size?", "Found it, sorry.").in("icons"),
			on(-3, "13:25", "Katharina", mail, "Freigabe der Versandkostentabelle", "Die Tabelle ist jetzt vollständig.").copied(),
			on(-2, "09:50", "Jonas", github, "Resize images on upload", "It is ready but for the tests.").review(),
			on(-2, "12:40", "Priya", slack, "Focus ring on dark tiles", "It vanishes. Is 3 px too much?"),
			on(-1, "09:15", "Noor", slack, "Two couriers in one order?", "Sales says yes, the model says no."),
		)...),
	}
}
