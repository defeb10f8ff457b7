import type { machine as english } from './en.machine'

/** Die Wörter, auf Deutsch, für diesen Rechner: Skripte, Sicherungen, Beispieldaten. */
export const machine: typeof english = {
  systemPages: {
    open: {
      notifications: 'Systemeinstellungen öffnen',
      access: 'In den Einstellungen erlauben',
      shortcuts: 'Kurzbefehl anlegen',
    },
    name: 'Name des Kurzbefehls',
    steps: [
      'Lege in „Kurzbefehle“ einen neuen an und gib ihm genau diesen Namen:',
      'Füge die Aktion „Wenn“ hinzu und wähle dafür „Kurzbefehleingabe“, mit „ist“ und 0. Oben erscheint „… Eingabe empfangen“: wähle dort Text.',
      'In das „Wenn“ kommt „Fokus einstellen“: Nicht stören deaktivieren.',
      'Unter „Sonst“ kommt „Datum anpassen“: „Kurzbefehleingabe“ Minuten zum aktuellen Datum addieren. Darunter „Fokus einstellen“: Nicht stören aktivieren, bis Zeit, das angepasste Datum.',
      'Führe ihn einmal von Hand aus und erlaube, wonach macOS fragt. Sluice versucht es beim nächsten Schild oder der nächsten Zeit der Ruhe.',
    ],
  },

  scripts: {
    title: 'Skripte',
    says: 'Builds, Überwachung und eigene Skripte können etwas hineingeben. Es wird gehalten und gereiht wie alles andere.',
    on: 'Auf Skripte auf diesem Rechner hören',
    onSays:
      'Unter einer Adresse allein dieses Rechners, und nur für den, der das Geheimnis sendet.',
    address: 'Adresse',
    secret: 'Das Geheimnis liegt in',
    secretSays: 'Nur du kannst diese Datei lesen. Lösche sie, um ein neues Geheimnis zu bekommen.',
    try: 'Ausprobieren',
    trySays: 'In einem Terminal. Es kommt beim nächsten Check-in durch.',
    example: (address, secret) =>
      [
        `curl http://${address}/api/v1/arrivals \\`,
        `  -H "Authorization: Bearer $(cat '${secret}')" \\`,
        `  -H 'Content-Type: application/json' \\`,
        `  -d '{"arrivals":[{"title":"Der Build ist fehlgeschlagen","app":"CI"}]}'`,
      ].join('\n'),
  },

  backup: {
    title: 'Sicherungen',
    says: 'Jeden Tag, und vor jeder Änderung der Datenbank, wird alles daneben auf diesem Rechner kopiert. Die letzten vierzehn Tage werden behalten.',
    none: 'Noch gibt es keine. Die erste entsteht binnen eines Tages.',
    make: 'Jetzt sichern',
    making: 'Wird gesichert',
    made: 'Gesichert',
    look: 'Ansehen',
    lookAt: (when) => `Die Sicherung von ${when} ansehen`,
    more: (count) => `Alle ${count}`,
    fewer: 'Nur die neuesten',
    items: (count) => (count === 1 ? '1 Eintrag' : `${count} Einträge`),
    size: (kilo) =>
      kilo < 1024 ? `${Math.ceil(kilo)} kB` : `${(kilo / 1024).toFixed(1).replace('.', ',')} MB`,
    unreadable: 'beschädigt',
    reason: (reason) => {
      if (reason === 'before-restore') return 'was vor einer Wiederherstellung da war'
      return reason.startsWith('schema-') ? 'vor einer Aktualisierung' : reason ? '' : 'von dir'
    },
    walled: 'Eine Wiederherstellung betrifft alle Kunden: wechsle dafür zu Alle.',
    then: 'In dieser Sicherung',
    now: 'Zurzeit',
    clients: 'Kunden',
    itemsName: 'Einträge',
    arrivals: 'Eingänge',
    newest: 'Neuester Eingang',
    nothing: 'keine',
    wouldDo:
      'Die Wiederherstellung setzt diese Sicherung an die Stelle dessen, was jetzt da ist; das wird als eigene Sicherung beiseitegelegt. Sluice startet neu; in einem Browser braucht es dann einen neuen Link.',
    keep: 'Behalten, was da ist',
    restore: 'Diese Sicherung wiederherstellen',
    restoring: 'Wird wiederhergestellt. Sluice startet neu',
    export: 'Export',
    exportSays: 'Alles als Zeilen von JSON, lesbar für dich und für andere Programme.',
    exportAll: 'Alles exportieren',
    exporting: 'Wird exportiert',
    exported: (path) => `Geschrieben nach ${path}`,
  },

  sample: {
    offer: 'Mit Beispieldaten ausprobieren',
    opening: 'Beispieldaten entstehen',
    opened: 'Sie sind in einem eigenen Fenster offen. Nichts davon mischt sich mit deinem.',
    link: 'Die Beispieldaten öffnen',
    linkSays: 'in einem neuen Tab. Nichts davon mischt sich mit deinem.',
    name: 'Beispieldaten',
    note: 'Das sind Beispieldaten. Was du hier tust, berührt nichts von dir.',
    end: 'Beispiel beenden',
    ended: 'Die Beispieldaten sind beendet.',
    endedNext: 'Du kannst diese Seite schließen. Dein eigenes Sluice läuft weiter.',
  },
}
