import type { Form } from './told'

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

/** The forms of refusals about this computer and its files. */
export const machines: readonly Form[] = [...machine, ...store]
