import type { Form } from './told'

/** How an account stands, and what to do; what its source adds may follow. */
export const accounts: readonly Form[] = [
  [
    '%1 does not take this token or password. Check what you entered.',
    '%1 nimmt dieses Token oder Passwort nicht an. Prüfe, was du eingegeben hast.',
  ],
  [
    '%1 no longer accepts its token or password. Connect it again in its settings.',
    '%1 nimmt sein Token oder Passwort nicht mehr an. Verbinde es in seinen Einstellungen neu.',
  ],
  [
    '%1 wants you to sign in again, in the browser. Its settings lead there.',
    '%1 möchte, dass du dich im Browser neu anmeldest. Seine Einstellungen führen dorthin.',
  ],
  [
    'The token of %1 may not read what is asked for. Make one with the rights that its settings name.',
    'Das Token von %1 darf nicht lesen, wonach gefragt wird. Erzeuge eines mit den Rechten, die seine Einstellungen nennen.',
  ],
  [
    '%1 asks for patience. Sluice goes on by itself when it may.',
    '%1 bittet um Geduld. Sluice macht von selbst weiter, sobald es darf.',
  ],
  [
    '%1 has forgotten how far it was read. Sluice reads it anew by itself.',
    '%1 weiß nicht mehr, wie weit es gelesen war. Sluice liest es von selbst neu.',
  ],
  [
    '%1 took this way of reading it away. Look for a newer version of Sluice.',
    '%1 lässt sich auf diesem Weg nicht mehr lesen. Sieh nach einer neueren Version von Sluice.',
  ],
  [
    'There is nothing at the address of %1. Check it in its settings.',
    'Unter der Adresse von %1 ist nichts. Prüfe sie in seinen Einstellungen.',
  ],
  [
    '%1 cannot be reached. Sluice tries again by itself.',
    '%1 ist nicht zu erreichen. Sluice versucht es von selbst wieder.',
  ],
  [
    '%1 answers with an error of its own. Sluice tries again by itself.',
    '%1 antwortet mit einem eigenen Fehler. Sluice versucht es von selbst wieder.',
  ],
  [
    '%1 answers what cannot be understood. Sluice tries again by itself; if it stays so, look for a newer version.',
    '%1 antwortet, was nicht zu verstehen ist. Sluice versucht es von selbst wieder; bleibt es so, sieh nach einer neueren Version.',
  ],
  [
    '%1 leads to a place that it may not reach. Check its address in its settings.',
    '%1 führt an einen Ort, den es nicht erreichen darf. Prüfe die Adresse in den Einstellungen.',
  ],
  [
    '%1 cannot work with its settings. Change them.',
    '%1 kann mit diesen Einstellungen nicht arbeiten. Ändere sie.',
  ],
]

/** What else is told of how things stand, and of what became of something. */
export const standings: readonly Form[] = [
  [
    '%1 is of a kind that this version does not know. Install a newer version, or remove it.',
    '%1 ist von einer Art, die diese Version nicht kennt. Installiere eine neuere Version, oder entferne es.',
  ],
  [
    'An account is in trouble. Look at your accounts, with all clients and no call.',
    'Mit einem Konto stimmt etwas nicht. Sieh nach den Konten, mit allen Kunden und ohne verborgene Inhalte.',
  ],
  [
    'A check-in is open, but its notification could not be shown: no notification service answers.',
    'Ein Check-in ist offen, aber die Meldung darüber war nicht zu zeigen: Kein Meldungsdienst antwortet.',
  ],
  ['%1 stopped: %2. Start Sluice again.', '%1 hat aufgehört: %2. Starte Sluice neu.'],
  ['Sluice %1 is out; this is %2.', 'Sluice %1 ist erschienen; dies ist %2.'],
  ['There is no backup of today yet.', 'Von heute gibt es noch keine Sicherung.'],
  ['Sluice ended while it was sent.', 'Sluice endete, während es gesendet wurde.'],
  [
    'Whether it arrived is not known. Look there, and send it again if it is missing.',
    'Ob es ankam, ist nicht bekannt. Sieh dort nach, und sende es noch einmal, wenn es fehlt.',
  ],
  [
    '%1 has nothing of the kind for this: it stays there as it is.',
    '%1 hat dafür nichts dergleichen: Dort bleibt es, wie es ist.',
  ],
  ['It is tried again at %1.', 'Um %1 wird es wieder versucht.'],
  ['You took it back before it was sent.', 'Du hast es zurückgenommen, bevor es gesendet wurde.'],
  ['It was over before its check-in.', 'Es war vor seinem Check-in vorbei.'],
  [
    'It is older than what a first import brings into the queue, so it was filed as done.',
    'Es ist älter als das, was ein erster Import in die Warteschlange bringt, und wurde als erledigt abgelegt.',
  ],
  [
    'You split it from what it was taken for.',
    'Du hast es von dem getrennt, wofür es gehalten wurde.',
  ],
  ['%1 told of the same.', '%1 meldete dasselbe.'],
  [
    'What it brought stays: %1 arrivals, %2 items of them open. Its password is forgotten.',
    'Was es brachte, bleibt: %1 Eingänge, %2 Einträge davon offen. Sein Passwort ist vergessen.',
  ],
  [
    'You were away %1–%2: keep, drop, or split?',
    'Du warst weg, %1–%2: behalten, verwerfen oder teilen?',
  ],
  [
    '%1–%2 breaks %3’s longest wait of %4; add a check-in at %5?',
    '%1–%2 bricht die längste Wartezeit von %4 für %3; einen Check-in um %5 hinzufügen?',
  ],
  [
    'It breaks %1’s longest wait of %2; stop at %3?',
    'Es bricht die längste Wartezeit von %2 für %1; um %3 aufhören?',
  ],
  [
    '%1 would wait from %2 to %3, longer than the %4 you promised.',
    '%1 würde von %2 bis %3 warten, länger als die versprochenen %4.',
  ],
  ['It is planned.', 'Es ist geplant.'],
  ['It is moved.', 'Es ist verlegt.'],
  [
    'Nothing is held, so there is nothing to deliver.',
    'Nichts wird gehalten; es gibt nichts zuzustellen.',
  ],
  ['Check-in open.', 'Check-in offen.'],
  ['Check-in open: %1 delivered.', 'Check-in offen: %1 zugestellt.'],
  [
    'Sluice cannot see other programs’ notifications on this system. Connect accounts instead.',
    'Sluice kann auf diesem System die Meldungen anderer Programme nicht sehen. Verbinde stattdessen Konten.',
  ],
  [
    'The session bus is gone, so notifications cannot be seen. Sluice tries again by itself.',
    'Der Sitzungsbus ist weg; Meldungen sind nicht zu sehen. Sluice versucht es von selbst wieder.',
  ],
  [
    'There is no session bus, so notifications cannot be seen. Start Sluice from your desktop session.',
    'Es gibt keinen Sitzungsbus; Meldungen sind nicht zu sehen. Starte Sluice aus deiner Desktop-Sitzung.',
  ],
  [
    'This core cannot enter itself to start when you sign in.',
    'Dieser Kern kann sich nicht eintragen, um mit deiner Anmeldung zu starten.',
  ],
  [
    'In a Flatpak Sluice cannot enter itself. Add it in your desktop’s settings, under applications that start.',
    'In einem Flatpak kann Sluice sich nicht eintragen. Füge es in den Einstellungen deines Desktops hinzu, unter den Anwendungen, die mitstarten.',
  ],
  ['Another copy of Sluice is entered: %1.', 'Eine andere Kopie von Sluice ist eingetragen: %1.'],
]
