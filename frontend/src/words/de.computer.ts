import type { Form } from './told'

/** What the core says of this computer: how it is silenced, and what can be seen of other programs. */
export const computer: readonly Form[] = [
  ['Do Not Disturb is on: %1 withholds pop-ups.', 'Nicht stören ist an: %1 hält Meldungen zurück.'],
  [
    '%1 was asked to withhold pop-ups, but does not say whether it does.',
    '%1 wurde gebeten, Meldungen zurückzuhalten, sagt aber nicht, ob das geschieht.',
  ],
  [
    '%1 was asked for silence and still shows pop-ups. Switch Do Not Disturb on yourself.',
    '%1 wurde um Ruhe gebeten und zeigt weiter Meldungen. Schalte Nicht stören selbst an.',
  ],
  [
    '%1 refuses to be silenced. Switch Do Not Disturb on yourself.',
    '%1 lässt sich nicht stummschalten. Schalte Nicht stören selbst an.',
  ],
  [
    'No notification daemon is running, so there is nothing to silence. Sluice asks again when one starts.',
    'Kein Meldungsdienst läuft; es gibt nichts stummzuschalten. Sluice fragt wieder, sobald einer startet.',
  ],
  [
    'Sluice knows no switch for %1. Switch Do Not Disturb on yourself in the desktop’s settings.',
    'Sluice kennt keinen Schalter für %1. Schalte Nicht stören selbst in den Einstellungen des Desktops an.',
  ],
  [
    'Do Not Disturb is on because you switched it on. Sluice leaves it on.',
    'Nicht stören ist an, weil du es angeschaltet hast. Sluice lässt es an.',
  ],
  [
    'You switched Do Not Disturb off. Sluice collects without silencing until the next check-in or shield.',
    'Du hast Nicht stören ausgeschaltet. Sluice sammelt, ohne stummzuschalten, bis zum nächsten Check-in oder Schild.',
  ],
  [
    'Do Not Disturb is still on because you switched it on. Switch it off yourself when you want pop-ups.',
    'Nicht stören ist noch an, weil du es angeschaltet hast. Schalte es selbst aus, wenn du Meldungen willst.',
  ],
  [
    'Do Not Disturb is lifted for some seconds to let something through.',
    'Nicht stören ist für einige Sekunden aufgehoben, um etwas durchzulassen.',
  ],
  [
    'There is no session bus, so notifications cannot be seen. Start Sluice from your desktop session.',
    'Es gibt keinen Sitzungsbus; Meldungen sind nicht zu sehen. Starte Sluice aus deiner Desktop-Sitzung.',
  ],
  [
    'The session bus is gone, so notifications cannot be seen. Sluice tries again by itself.',
    'Der Sitzungsbus ist weg; Meldungen sind nicht zu sehen. Sluice versucht es von selbst wieder.',
  ],
  [
    'Windows does not let Sluice switch Do Not Disturb. Switch it on yourself in Settings, System, Notifications (ms-settings:notifications).',
    'Windows lässt Sluice „Nicht stören“ nicht schalten. Schalte es selbst an: Einstellungen, System, Benachrichtigungen (ms-settings:notifications).',
  ],
  [
    'macOS lets only your own Shortcuts switch a Focus. In the Shortcuts app make one named “Sluice Focus” that takes text as input: if the input is 0, Turn Do Not Disturb Off; otherwise add that many minutes to the current date and Turn Do Not Disturb On until then. Until then switch a Focus on yourself in Control Centre.',
    'Unter macOS können nur deine eigenen Kurzbefehle einen Fokus schalten. Lege in „Kurzbefehle“ einen namens „Sluice Focus“ an, der Text empfängt: Ist die Eingabe 0, wird Nicht stören deaktiviert; sonst werden so viele Minuten zum aktuellen Datum addiert und Nicht stören bis dahin aktiviert. Schalte bis dahin selbst einen Fokus im Kontrollzentrum an.',
  ],
  [
    'Your Shortcut “Sluice Focus” could not be run. Open it in the Shortcuts app and run it once.',
    'Dein Kurzbefehl „Sluice Focus“ lief nicht. Öffne ihn in „Kurzbefehle“ und führe ihn einmal aus.',
  ],
  [
    'Your Shortcut “Sluice Focus” was asked to switch Do Not Disturb on. Sluice cannot read whether it did without Full Disk Access.',
    'Dein Kurzbefehl „Sluice Focus“ wurde gebeten, Nicht stören anzuschalten. Ohne Festplattenvollzugriff kann Sluice nicht lesen, ob er es tat.',
  ],
  [
    'macOS keeps other programs’ notifications from Sluice. To have them collected, switch Sluice on in System Settings, Privacy & Security, Full Disk Access. Sluice reads the notification centre’s database and nothing else by it.',
    'macOS zeigt Sluice die Meldungen anderer Programme nicht. Damit sie gesammelt werden, schalte Sluice an: Systemeinstellungen, Datenschutz & Sicherheit, Festplattenvollzugriff. Sluice liest damit die Datenbank der Mitteilungszentrale und sonst nichts.',
  ],
  [
    'The notification centre of this macOS is not where Sluice looks for it, so other programs’ notifications cannot be seen. Connect accounts instead.',
    'Die Mitteilungszentrale dieses macOS ist nicht, wo Sluice sie sucht; Meldungen anderer Programme sind nicht zu sehen. Verbinde stattdessen Konten.',
  ],
  [
    'Windows keeps other programs’ notifications from Sluice. Switch notification access on in Settings, Privacy & security, Notifications.',
    'Windows zeigt Sluice die Meldungen anderer Programme nicht. Schalte den Zugriff auf Benachrichtigungen an: Einstellungen, Datenschutz und Sicherheit, Benachrichtigungen.',
  ],
  [
    'Windows does not let Sluice read the notification database. Allow it notification access in Settings, Privacy & security, Notifications.',
    'Windows lässt Sluice die Datenbank der Benachrichtigungen nicht lesen. Erlaube ihm den Zugriff: Einstellungen, Datenschutz und Sicherheit, Benachrichtigungen.',
  ],
  [
    'Windows’ notification listener does not answer, so other programs’ notifications cannot be seen. You may allow Sluice to read the notification database instead, in Settings.',
    'Der Zuhörer für Benachrichtigungen von Windows antwortet nicht; Meldungen anderer Programme sind nicht zu sehen. Du kannst Sluice in den Einstellungen erlauben, stattdessen deren Datenbank zu lesen.',
  ],
  [
    'Windows keeps no notification database for this user, so other programs’ notifications cannot be seen. Connect accounts instead.',
    'Windows führt für diesen Benutzer keine Datenbank der Benachrichtigungen; Meldungen anderer Programme sind nicht zu sehen. Verbinde stattdessen Konten.',
  ],
  [
    'The system’s notification centre cannot be read at the moment. Sluice tries again by itself.',
    'Die Mitteilungszentrale des Systems ist im Moment nicht zu lesen. Sluice versucht es von selbst wieder.',
  ],
  [
    'This Budgie has no switch that Sluice could use. Switch Do Not Disturb on yourself in Raven.',
    'Dieses Budgie hat keinen Schalter, den Sluice nutzen könnte. Schalte Nicht stören selbst in Raven an.',
  ],
  [
    'There is no session bus, so nobody can be asked for silence. Start Sluice inside the desktop session.',
    'Es gibt keinen Sitzungsbus; niemand kann um Ruhe gebeten werden. Starte Sluice in der Desktop-Sitzung.',
  ],
  [
    'The session bus does not answer, so nobody can be asked for silence. Sluice tries again.',
    'Der Sitzungsbus antwortet nicht; niemand kann um Ruhe gebeten werden. Sluice versucht es wieder.',
  ],
  [
    'Sluice could not note how Do Not Disturb was, so it did not switch it. Look at the free space in the profile’s folder.',
    'Sluice konnte nicht notieren, wie Nicht stören war, und hat es darum nicht geschaltet. Sieh nach dem freien Platz im Ordner des Profils.',
  ],
  [
    '%1 does not let you change Do Not Disturb: whoever manages this machine has locked it.',
    '%1 lässt dich Nicht stören nicht ändern: Wer diesen Rechner verwaltet, hat es gesperrt.',
  ],
  [
    'The program gsettings is missing, with which Sluice switches Do Not Disturb for %1. Install it (in Debian it is in libglib2.0-bin), or switch Do Not Disturb on yourself.',
    'Das Programm gsettings fehlt, mit dem Sluice Nicht stören für %1 schaltet. Installiere es (in Debian liegt es in libglib2.0-bin), oder schalte Nicht stören selbst an.',
  ],
  [
    '%1 has no setting here that Sluice could switch (%2). Switch Do Not Disturb on yourself in the desktop’s settings.',
    '%1 hat hier keine Einstellung, die Sluice schalten könnte (%2). Schalte Nicht stören selbst in den Einstellungen des Desktops an.',
  ],
  [
    'This mako has no modes that Sluice could use: they came with version 1.7. Switch Do Not Disturb on yourself.',
    'Dieses mako hat keine Modi, die Sluice nutzen könnte: Sie kamen mit Version 1.7. Schalte Nicht stören selbst an.',
  ],
  [
    'mako is in its mode do-not-disturb, but its configuration does not say that this withholds anything. Add the two lines “[mode=do-not-disturb]” and “invisible=1” to ~/.config/mako/config, then run “makoctl reload”.',
    'mako ist in seinem Modus do-not-disturb, aber seine Konfiguration sagt nicht, dass der etwas zurückhält. Füge die zwei Zeilen „[mode=do-not-disturb]“ und „invisible=1“ zu ~/.config/mako/config hinzu und führe dann „makoctl reload“ aus.',
  ],
  [
    'Sluice cannot read its own note of how Do Not Disturb was. Look at the profile’s folder.',
    'Sluice kann seine eigene Notiz, wie Nicht stören war, nicht lesen. Sieh in den Ordner des Profils.',
  ],
  [
    'Another running Sluice keeps Do Not Disturb for this profile.',
    'Ein anderes laufendes Sluice führt Nicht stören für dieses Profil.',
  ],
  [
    'The notification daemon does not answer. Sluice tries again; until then switch Do Not Disturb on yourself.',
    'Der Meldungsdienst antwortet nicht. Sluice versucht es wieder; schalte Nicht stören bis dahin selbst an.',
  ],
  [
    'Do Not Disturb could not be lifted. Sluice tries again; if it stays, switch it off yourself.',
    'Nicht stören ließ sich nicht aufheben. Sluice versucht es wieder; bleibt es an, schalte es selbst aus.',
  ],
]
