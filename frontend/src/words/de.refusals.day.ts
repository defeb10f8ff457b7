import type { Form } from './told'

const plan: readonly Form[] = [
  [
    'A call ends in the future, and within a day.',
    'Ein Anruf endet in der Zukunft und binnen eines Tages.',
  ],
  [
    'A check-in stays open for between 1 and 1000 items.',
    'Ein Check-in bleibt für 1 bis 1000 Einträge offen.',
  ],
  [
    'A check-in stays open for between 1 minute and a day.',
    'Ein Check-in bleibt zwischen 1 Minute und einem Tag offen.',
  ],
  [
    'A check-in waits for a pause of 10 minutes at most, and for half an hour at most.',
    'Ein Check-in wartet auf eine Pause von höchstens 10 Minuten, und höchstens eine halbe Stunde.',
  ],
  ['A pause ends in the future.', 'Eine Pause endet in der Zukunft.'],
  [
    'A planned shield begins later than now and lasts a day at most.',
    'Ein geplanter Schild beginnt später als jetzt und dauert höchstens einen Tag.',
  ],
  [
    'A shield ends after it begins, later than now, and lasts a day at most.',
    'Ein Schild endet nach seinem Beginn, später als jetzt, und dauert höchstens einen Tag.',
  ],
  [
    'A shield is up until %1. End it first, or ask with --end-shield.',
    'Bis %1 ist ein Schild oben. Beende ihn zuerst.',
  ],
  [
    'A shield lasts between a minute and a day.',
    'Ein Schild dauert zwischen einer Minute und einem Tag.',
  ],
  [
    'A shield ends after it begins, and within a day: for example --for 90m or --until 12:30.',
    'Ein Schild endet nach seinem Beginn und innerhalb eines Tages.',
  ],
  [
    'A shield needs an end between now and a day from now, for example --for 90m or --until 12:30.',
    'Ein Schild braucht ein Ende zwischen jetzt und in einem Tag.',
  ],
  [
    'A single day is between today and a fortnight from now.',
    'Ein einzelner Tag liegt zwischen heute und in vierzehn Tagen.',
  ],
  ['No check-in is open.', 'Kein Check-in ist offen.'],
  ['No shield is up.', 'Kein Schild ist oben.'],
  ['Nothing is hidden: no call is on.', 'Nichts ist verborgen: kein Anruf läuft.'],
  ['Nothing is paused.', 'Nichts ist angehalten.'],
  [
    'The plan has changed, and this does not mend it any more. Look at what it leaves now.',
    'Der Plan hat sich geändert, und dies hilft nicht mehr. Sieh, was er jetzt lässt.',
  ],
  ['There is no check-in %1.', 'Es gibt keinen Check-in %1.'],
  ['There was no check-in %1.', 'Es gab keinen Check-in %1.'],
  ['There is no repeating shield %1.', 'Es gibt keinen wiederkehrenden Schild %1.'],
  ['This check-in does not happen on %1.', 'Dieser Check-in ist nicht am %1.'],
  ['This shield is over.', 'Dieser Schild ist vorbei.'],
  ['These hours make no sense: %1.', 'Diese Zeiten ergeben keinen Sinn: %1.'],
  ['%1 is not a time zone such as Europe/Berlin.', '%1 ist keine Zeitzone wie Europe/Berlin.'],
  [
    '%1 is not understood as a time. Try: in 2 hours, 14:30, this afternoon, tomorrow, fri 9am, next week.',
    '%1 ist nicht als Zeit zu verstehen. Versuche: in 2 Stunden, 14:30, heute Nachmittag, morgen, Fr 9:00, nächste Woche.',
  ],
  ['%1 is over already.', '%1 ist schon vorbei.'],
]

const clients: readonly Form[] = [
  ['A client needs a name.', 'Ein Kunde braucht einen Namen.'],
  ['A client’s colour is 1 to 9.', 'Die Farbe eines Kunden ist 1 bis 9.'],
  [
    'A client’s number is 1 to 9, or 0 for none.',
    'Die Nummer eines Kunden ist 1 bis 9, oder 0 für keine.',
  ],
  [
    'A longest wait is not less than nothing.',
    'Eine längste Wartezeit ist nicht kleiner als nichts.',
  ],
  ['A rate is not less than nothing.', 'Ein Satz ist nicht kleiner als nichts.'],
  [
    'A rate needs a currency of three letters, such as EUR.',
    'Ein Satz braucht eine Währung aus drei Buchstaben wie EUR.',
  ],
  [
    '%1 is not a currency of three letters, such as EUR.',
    '%1 ist keine Währung aus drei Buchstaben wie EUR.',
  ],
  [
    'The hours promised a week are between 0 and 168.',
    'Versprochen werden zwischen 0 und 168 Stunden in der Woche.',
  ],
  ['The number %1 belongs to %2.', 'Die Nummer %1 gehört zu %2.'],
  ['There is a client %1 already.', 'Es gibt schon einen Kunden %1.'],
  ['There is no client %1.', 'Es gibt keinen Kunden %1.'],
  ['Say for which client.', 'Sag, für welchen Kunden.'],
]

const time: readonly Form[] = [
  [
    '%1–%2 is taken by another session. Choose another time, or correct that one first.',
    '%1–%2 gehört einer anderen Sitzung. Wähle eine andere Zeit, oder berichtige erst jene.',
  ],
  ['A note has at most %1 letters.', 'Eine Notiz hat höchstens %1 Buchstaben.'],
  ['A session ends after it starts.', 'Eine Sitzung endet nach ihrem Beginn.'],
  [
    'A session has been running since %1. Choose a later time, or correct that one first.',
    'Seit %1 läuft eine Sitzung. Wähle eine spätere Zeit, oder berichtige erst jene.',
  ],
  [
    'A session is time that was worked: it neither starts nor ends in the future.',
    'Eine Sitzung ist gearbeitete Zeit: sie beginnt und endet nicht in der Zukunft.',
  ],
  ['A session needs a start.', 'Eine Sitzung braucht einen Beginn.'],
  [
    'An import concerns all clients. Look at all of them first.',
    'Ein Import betrifft alle Kunden. Sieh erst alle an.',
  ],
  ['It started at %1. End it later than that.', 'Sie begann um %1. Beende sie später.'],
  ['No session is running.', 'Keine Sitzung läuft.'],
  ['Say keep, drop or split.', 'Sag behalten, streichen oder teilen.'],
  ['Say whose these are, or leave them out: %1.', 'Sag, wem diese gehören, oder lass sie weg: %1.'],
  [
    'Something else was worked at that time already. Look under All, and choose another time.',
    'Zu dieser Zeit wurde schon an anderem gearbeitet. Sieh unter Alle nach, und wähle eine andere Zeit.',
  ],
  [
    'The days begin before they end, and are ten years at most.',
    'Die Tage beginnen vor ihrem Ende und sind höchstens zehn Jahre.',
  ],
  [
    'The name of a project has at most %1 letters.',
    'Der Name eines Projekts hat höchstens %1 Buchstaben.',
  ],
  ['There is no session %1.', 'Es gibt keine Sitzung %1.'],
  [
    'There is no time away %1, or it was answered already.',
    'Eine Abwesenheit %1 gibt es nicht, oder sie ist schon beantwortet.',
  ],
  [
    'Times are rounded to 5, 6, 10, 15 or 30 minutes, or not at all.',
    'Gerundet wird auf 5, 6, 10, 15 oder 30 Minuten, oder gar nicht.',
  ],
  [
    'The file has more than %1 lines. Export it in parts.',
    'Die Datei hat mehr als %1 Zeilen. Exportiere sie in Teilen.',
  ],
  [
    'The file is no CSV from line %1 on. Export it from Toggl again.',
    'Ab Zeile %1 ist die Datei keine CSV. Exportiere sie noch einmal aus Toggl.',
  ],
  [
    'The file is no detailed report of Toggl: it lacks the columns Start date, Start time and End time. Choose Reports, Detailed, Export, CSV there.',
    'Die Datei ist kein ausführlicher Bericht von Toggl: ihr fehlen die Spalten Start date, Start time und End time. Wähle dort Reports, Detailed, Export, CSV.',
  ],
]

/** The forms of refusals about the plan, clients and time. */
export const day: readonly Form[] = [...plan, ...clients, ...time]
