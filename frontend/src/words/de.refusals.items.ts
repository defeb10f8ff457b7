import type { Form } from './told'

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
    'This was done already; only the answer was lost. Look at how things stand.',
    'Das ist schon geschehen; nur die Antwort ging verloren. Sieh nach, wie es steht.',
  ],
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
    'is: knows queued, done, snoozed, waiting, muted, expired, pinned, held, decision, blocker, baton and note, not %1.',
    'is: kennt queued, done, snoozed, waiting, muted, expired, pinned, held, decision, blocker, baton und note, nicht %1.',
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
  [
    'You did not agree in the browser, or the service did not. Try it again.',
    'Du hast im Browser nicht zugestimmt, oder der Dienst nicht. Versuche es noch einmal.',
  ],
]

/** The forms of refusals about items and accounts. */
export const handled: readonly Form[] = [...items, ...accounts]
