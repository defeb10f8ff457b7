import type { Form } from './told'

// What the core refuses, and what helps. Wherever it refuses something new, a test wants its form here.

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

const items: readonly Form[] = [
  [
    'A call is on, so that not all of this is shown. End it first, with sluice call off.',
    'Ein Anruf läuft, deshalb ist nicht alles zu sehen. Beende ihn zuerst.',
  ],
  ['A record holds at most 64 kB of text.', 'Festgehalten werden höchstens 64 kB Text.'],
  [
    'A record is a decision, a blocker, a baton or a note, not %1.',
    'Festgehalten wird eine Entscheidung, ein Hindernis, eine Übergabe oder eine Notiz, nicht %1.',
  ],
  ['A rule needs something to look for.', 'Eine Regel braucht etwas, wonach sie sucht.'],
  [
    'A saved search needs a name, and a query of at most 500 characters.',
    'Eine gespeicherte Suche braucht einen Namen und höchstens 500 Zeichen.',
  ],
  ['A snooze ends in the future.', 'Zurückgestellt wird bis zu einer Zeit in der Zukunft.'],
  [
    'A view is grouped by client, source or person, not by %1.',
    'Gruppiert wird nach Kunde, Quelle oder Person, nicht nach %1.',
  ],
  [
    'A view is ordered by newest, oldest or due, not by %1.',
    'Geordnet wird nach newest, oldest oder due, nicht nach %1.',
  ],
  [
    'An act changed %1, which this version cannot restore.',
    'Dabei änderte sich %1, was diese Version nicht zurückholen kann.',
  ],
  ['An answer needs words.', 'Eine Antwort braucht Worte.'],
  ['An arrival needs a title.', 'Was ankommt, braucht einen Titel.'],
  [
    'At most %1 arrivals are taken at once; these are %2.',
    'Höchstens %1 werden auf einmal genommen; dies sind %2.',
  ],
  ['It was sent already, or is on its way.', 'Es ist schon gesendet oder unterwegs.'],
  ['Only what failed can be sent again.', 'Nur was misslang, kann noch einmal gesendet werden.'],
  [
    'Records are narrowed by is: with their kind, in:, before: and after: alone.',
    'Festgehaltenes lässt sich nur mit is: und seiner Art, in:, before: und after: eingrenzen.',
  ],
  ['Say on whom you are waiting.', 'Sag, auf wen du wartest.'],
  ['The key %1 opens another saved search.', 'Die Taste %1 öffnet eine andere gespeicherte Suche.'],
  [
    'The key of a saved search is 1 to 9, or 0 for none.',
    'Die Taste einer gespeicherten Suche ist 1 bis 9, oder 0 für keine.',
  ],
  ['The time to ask again lies in the future.', 'Nachgefragt wird zu einer Zeit in der Zukunft.'],
  ['There is no break-through %1.', 'Es gibt keinen Durchbruch %1.'],
  ['There is no entry %1 in the outbox.', 'Im Ausgang gibt es %1 nicht.'],
  ['There is no item %1 in the queue.', 'In der Warteschlange gibt es den Eintrag %1 nicht.'],
  ['There is no proposed rule %1.', 'Es gibt keine vorgeschlagene Regel %1.'],
  ['There is no record %1.', 'Es gibt nichts Festgehaltenes %1.'],
  ['There is no rule %1.', 'Es gibt keine Regel %1.'],
  ['There is no saved search %1.', 'Es gibt keine gespeicherte Suche %1.'],
  [
    'There is no such proposal, or not any more.',
    'Diesen Vorschlag gibt es nicht, oder nicht mehr.',
  ],
  ['There is no such thing, or not any more.', 'Das gibt es nicht, oder nicht mehr.'],
  [
    'There is nothing in item %1 that was taken for the same as %2.',
    'In Eintrag %1 wurde nichts für dasselbe wie %2 gehalten.',
  ],
  ['There is nothing to undo.', 'Es gibt nichts zurückzunehmen.'],
  [
    'To see what is held is to open a check-in early, and that is recorded. Open it, then search.',
    'Gehaltenes zu sehen heißt, einen Check-in früher zu öffnen, und das wird vermerkt. Öffne ihn, dann suche.',
  ],
  [
    'What is held cannot be watched by a saved search: to see it is to open a check-in early.',
    'Gehaltenes lässt sich nicht mit einer gespeicherten Suche verfolgen: es zu sehen heißt, einen Check-in früher zu öffnen.',
  ],
  ['Write something first.', 'Schreib erst etwas.'],
  [
    'is: knows queued, done, snoozed, waiting, muted, pinned, held, decision, blocker, baton and note, not %1.',
    'is: kennt queued, done, snoozed, waiting, muted, pinned, held, decision, blocker, baton und note, nicht %1.',
  ],
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

const accounts: readonly Form[] = [
  [
    '%1 asks for patience. Look again later, or open it there.',
    '%1 bittet um Geduld. Sieh später noch einmal nach, oder öffne es dort.',
  ],
  ['%1 asks not to be asked before %2.', '%1 möchte vor %2 nicht gefragt werden.'],
  ['%1 is paused. Resume it first.', '%1 ist angehalten. Setze es erst fort.'],
  [
    '%1 was changed, paused or removed meanwhile. Look at it, and fetch again.',
    '%1 wurde inzwischen geändert, angehalten oder entfernt. Sieh nach, und hole noch einmal.',
  ],
  [
    'Accounts of this kind are not connected in the browser. Enter a token.',
    'Konten dieser Art werden nicht im Browser verbunden. Gib ein Token ein.',
  ],
  [
    'Sluice cannot do that where this item came from. Open it there.',
    'Wo dieser Eintrag herkam, kann Sluice das nicht. Öffne ihn dort.',
  ],
  ['Sluice is ending.', 'Sluice wird beendet.'],
  [
    'The browser did not answer in time. Try it again.',
    'Der Browser hat nicht rechtzeitig geantwortet. Versuche es noch einmal.',
  ],
  ['The browser has not answered yet.', 'Der Browser hat noch nicht geantwortet.'],
  [
    'The browser’s answer cannot be awaited: %1 is taken. End the program that has it.',
    'Auf die Antwort des Browsers kann nicht gewartet werden: %1 ist vergeben. Beende das Programm, das es hat.',
  ],
  ['The first import of %1 is over.', 'Der erste Import von %1 ist vorbei.'],
  [
    'There is no kind of source %1. `sluice sources kinds` lists them.',
    'Es gibt keine Art von Quelle %1.',
  ],
  ['There is no source %1.', 'Es gibt keine Quelle %1.'],
  [
    'This account is not being connected, or not any more. Begin anew.',
    'Dieses Konto wird nicht verbunden, oder nicht mehr. Beginne von vorn.',
  ],
  [
    'This version does not know sources of the kind %1.',
    'Diese Version kennt keine Quellen der Art %1.',
  ],
  [
    'Too many accounts are being connected. Answer in the browser, or wait five minutes.',
    'Zu viele Konten werden gerade verbunden. Antworte im Browser, oder warte fünf Minuten.',
  ],
  [
    'Where this item came from there is no more to be fetched.',
    'Wo dieser Eintrag herkam, ist nicht mehr zu holen.',
  ],
  ['A passphrase has at least %1 characters.', 'Ein Kennsatz hat mindestens %1 Zeichen.'],
  [
    'Its password was kept until Sluice ended. Enter it again.',
    'Das Kennwort wurde behalten, bis Sluice endete. Gib es noch einmal ein.',
  ],
  [
    'Passwords are kept until Sluice ends, without a passphrase.',
    'Kennwörter werden behalten, bis Sluice endet, ohne Kennsatz.',
  ],
  [
    'The file with its password cannot be opened. Enter it again.',
    'Die Datei mit dem Kennwort lässt sich nicht öffnen. Gib es noch einmal ein.',
  ],
  ['The passphrase is empty.', 'Der Kennsatz ist leer.'],
  [
    'The passwords are locked. Give the passphrase.',
    'Die Kennwörter sind verschlossen. Gib den Kennsatz ein.',
  ],
  [
    'The system’s key store does not answer or is locked. Unlock it, or choose a passphrase.',
    'Der Schlüsselbund des Systems antwortet nicht oder ist verschlossen. Öffne ihn, oder wähle einen Kennsatz.',
  ],
  ['This is not the passphrase.', 'Das ist nicht der Kennsatz.'],
  [
    'What the key store has under Sluice is no key.',
    'Was der Schlüsselbund unter Sluice hat, ist kein Schlüssel.',
  ],
]

const machine: readonly Form[] = [
  [
    '%1 is not an address of this machine alone with a port, such as 127.0.0.1:7411.',
    '%1 ist keine Adresse nur dieses Rechners mit einem Port wie 127.0.0.1:7411.',
  ],
  [
    'Whoever built this Sluice named no release feed: give its address along, with --update-feed.',
    'Wer dieses Sluice gebaut hat, nannte keine Quelle für neue Versionen: gib ihre Adresse an.',
  ],
  [
    '%1 is not the address of a release feed: it begins with https:// and holds no password.',
    '%1 ist keine Adresse für neue Versionen: sie beginnt mit https:// und enthält kein Kennwort.',
  ],
  ['%1 is not the address of a release feed.', '%1 ist keine Adresse für neue Versionen.'],
  ['The release feed %1 does not answer.', 'Die Quelle für neue Versionen, %1, antwortet nicht.'],
  ['The release feed answers with %1.', 'Die Quelle für neue Versionen antwortet mit %1.'],
  ['The release feed names no version.', 'Die Quelle für neue Versionen nennt keine Version.'],
  [
    'The release feed’s answer makes no sense.',
    'Die Antwort der Quelle für neue Versionen ergibt keinen Sinn.',
  ],
  [
    'A restore concerns all clients: switch to All first.',
    'Eine Wiederherstellung betrifft alle Kunden: wechsle erst zu Alle.',
  ],
  ['These are no sample data: they stay.', 'Das sind keine Beispieldaten: sie bleiben.'],
  ['These are the sample data already.', 'Das sind schon die Beispieldaten.'],
  ['There are no sample data here.', 'Hier gibt es keine Beispieldaten.'],
  ['There is no backup %1 in this profile.', 'In diesem Profil gibt es keine Sicherung %1.'],
  [
    'Name the file for the backup by its whole path; %1 is none.',
    'Nenne die Datei für die Sicherung mit ihrem ganzen Pfad; %1 ist keiner.',
  ],
  [
    'Nothing can be written to the profile’s folder %1.',
    'In den Ordner des Profils, %1, lässt sich nichts schreiben.',
  ],
  ['Nothing can be written to %1.', 'Nach %1 lässt sich nichts schreiben.'],
  ['The secret cannot be kept in %1.', 'Das Geheimnis lässt sich in %1 nicht behalten.'],
  ['The secret in %1 cannot be read.', 'Das Geheimnis in %1 ist nicht zu lesen.'],
  [
    '%1 lies in a folder that is emptied or taken away (%2). Install Sluice first, then switch this on.',
    '%1 liegt in einem Ordner, der geleert oder entfernt wird (%2). Installiere Sluice erst, dann schalte dies ein.',
  ],
  [
    '%1 was built in %2 and may be gone or half built tomorrow. Install Sluice first, then switch this on.',
    '%1 wurde in %2 gebaut und ist morgen vielleicht fort oder halb gebaut. Installiere Sluice erst, dann schalte dies ein.',
  ],
  [
    'Sluice cannot find out where it is installed.',
    'Sluice kann nicht herausfinden, wo es installiert ist.',
  ],
  [
    'Sluice cannot read whether it starts when you sign in.',
    'Sluice kann nicht lesen, ob es bei der Anmeldung startet.',
  ],
  [
    'The entry for starting when you sign in cannot be removed.',
    'Der Eintrag für den Start bei der Anmeldung lässt sich nicht entfernen.',
  ],
  [
    'The entry for starting when you sign in cannot be written.',
    'Der Eintrag für den Start bei der Anmeldung lässt sich nicht schreiben.',
  ],
  [
    'The system did not keep the entry for starting Sluice when you sign in.',
    'Das System hat den Eintrag für den Start von Sluice bei der Anmeldung nicht behalten.',
  ],
  ['There is no program %1.', 'Es gibt kein Programm %1.'],
  [
    '%1 would read a link as a command. Name the browser itself.',
    '%1 würde einen Link als Befehl lesen. Nenne den Browser selbst.',
  ],
  [
    'Sluice opens links to the web and to mail only, and this one is neither.',
    'Sluice öffnet nur Links ins Web und zu Mails, und dieser ist keiner davon.',
  ],
  [
    'The command %1 cannot be started. Look at what opens this client’s links.',
    'Der Befehl %1 lässt sich nicht starten. Sieh nach, was die Links dieses Kunden öffnet.',
  ],
  [
    'The command %1 did not take the link. Look at what opens this client’s links.',
    'Der Befehl %1 hat den Link nicht genommen. Sieh nach, was die Links dieses Kunden öffnet.',
  ],
  [
    'This is no command. It is a program and its arguments, such as firefox -P acme.',
    'Das ist kein Befehl. Es ist ein Programm mit seinen Angaben, wie firefox -P acme.',
  ],
  ['This link is not an address.', 'Dieser Link ist keine Adresse.'],
  [
    'Sluice knows no such page in the settings of this system.',
    'Sluice kennt keine solche Seite in den Einstellungen dieses Systems.',
  ],
  [
    'The system’s settings cannot be opened from here. Open them yourself.',
    'Die Einstellungen des Systems lassen sich von hier nicht öffnen. Öffne sie selbst.',
  ],
  [
    '%1 ends in no key: take a letter, a figure, Space, or F1 to F12.',
    '%1 endet mit keiner Taste: nimm einen Buchstaben, eine Ziffer, die Leertaste oder F1 bis F12.',
  ],
  [
    '%1 has a part %2 that is none of Ctrl, Alt, Shift and Super.',
    '%1 hat einen Teil %2, der nicht Ctrl, Alt, Shift oder Super ist.',
  ],
  [
    '%1 would take a key away from typing: add Ctrl, Alt or Super.',
    '%1 nähme dem Tippen eine Taste weg: füge Ctrl, Alt oder Super hinzu.',
  ],
  [
    'Another program has the keys %1 already. Choose others in Settings.',
    'Ein anderes Programm hat die Tasten %1 schon. Wähle in den Einstellungen andere.',
  ],
]

const store: readonly Form[] = [
  [
    '%1 is damaged, or no database at all, and cannot be restored. %2',
    '%1 ist beschädigt oder gar keine Datenbank und lässt sich nicht wiederherstellen. %2',
  ],
  [
    '%1 is no database of Sluice and cannot be restored. %2',
    '%1 ist keine Datenbank von Sluice und lässt sich nicht wiederherstellen. %2',
  ],
  [
    '%1 is no file, so it cannot be restored.',
    '%1 ist keine Datei und lässt sich deshalb nicht wiederherstellen.',
  ],
  ['%1 is the present database itself.', '%1 ist die jetzige Datenbank selbst.'],
  [
    '%1 was written by a newer version of Sluice; install that version to restore it. %2',
    '%1 schrieb eine neuere Version von Sluice; installiere jene Version, um es wiederherzustellen. %2',
  ],
  [
    'Another program has the database %1 open. End it and try again.',
    'Ein anderes Programm hat die Datenbank %1 offen. Beende es, und versuche es noch einmal.',
  ],
  [
    'Sluice may not read %1, or not write beside the database. %2',
    'Sluice darf %1 nicht lesen, oder nicht neben die Datenbank schreiben. %2',
  ],
  [
    'Sluice may not write the copy %1. Give yourself permission to write there, or choose another place; the database itself is as it was.',
    'Sluice darf die Kopie %1 nicht schreiben. Gib dir dort das Recht zu schreiben, oder wähle einen anderen Ort; die Datenbank selbst ist, wie sie war.',
  ],
  [
    'Sluice may not write to %1. Give yourself permission to write there, or use another profile with --profile.',
    'Sluice darf nicht nach %1 schreiben. Gib dir dort das Recht zu schreiben, oder nimm ein anderes Profil.',
  ],
  [
    'The database %1 did not do what was asked: %2.',
    'Die Datenbank %1 tat nicht, was verlangt war: %2.',
  ],
  [
    'The database %1 is damaged and was left as it is. Move it away and start Sluice again, or restore a copy of it in its place.',
    'Die Datenbank %1 ist beschädigt und blieb, wie sie ist. Lege sie beiseite und starte Sluice neu, oder stelle eine Kopie an ihrer Stelle wieder her.',
  ],
  [
    'The database %1 was written by a newer version of Sluice. Install that version again, or use another profile with --profile.',
    'Die Datenbank %1 schrieb eine neuere Version von Sluice. Installiere jene Version wieder, oder nimm ein anderes Profil.',
  ],
  [
    'The disk has no room for a copy of %1. Free some space and try again. %2',
    'Auf der Platte ist kein Platz für eine Kopie von %1. Schaffe Platz, und versuche es noch einmal. %2',
  ],
  [
    'The disk has no room for the copy %1. Free some space and try again; the database itself is as it was.',
    'Auf der Platte ist kein Platz für die Kopie %1. Schaffe Platz, und versuche es noch einmal; die Datenbank selbst ist, wie sie war.',
  ],
  [
    'The disk under %1 does not read or write as it should. Check the disk; nothing that was stored is lost by this.',
    'Die Platte unter %1 liest oder schreibt nicht, wie sie soll. Prüfe sie; nichts Gespeichertes geht dadurch verloren.',
  ],
  [
    'The disk with %1 is full. Free some space; Sluice keeps what arrives in memory until then and goes on by itself.',
    'Die Platte mit %1 ist voll. Schaffe Platz; Sluice behält bis dahin im Speicher, was ankommt, und macht von selbst weiter.',
  ],
  ['The file %1 cannot be read.', 'Die Datei %1 ist nicht zu lesen.'],
  ['The file %1 is damaged: %2.', 'Die Datei %1 ist beschädigt: %2.'],
  ['The file %1 is damaged.', 'Die Datei %1 ist beschädigt.'],
  ['The file %1 is no database of Sluice.', 'Die Datei %1 ist keine Datenbank von Sluice.'],
  [
    'The file %1 was written by a newer version of Sluice. Install that version first.',
    'Die Datei %1 schrieb eine neuere Version von Sluice. Installiere erst jene Version.',
  ],
  ['The folder %1 cannot be made.', 'Der Ordner %1 lässt sich nicht anlegen.'],
  [
    'There is a file %1 already. Choose another name, or move it away.',
    'Es gibt schon eine Datei %1. Wähle einen anderen Namen, oder lege sie beiseite.',
  ],
  ['There is no file %1.', 'Es gibt keine Datei %1.'],
  [
    'There is no folder for the copy %1. Make it first, or choose another place.',
    'Für die Kopie %1 gibt es keinen Ordner. Lege ihn erst an, oder wähle einen anderen Ort.',
  ],
]

/** The forms of the core's refusals, in German. */
export const refusals: readonly Form[] = [
  ...plan,
  ...clients,
  ...items,
  ...time,
  ...accounts,
  ...machine,
  ...store,
]
