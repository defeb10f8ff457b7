import type { capture as english } from './en.capture'

/** Die Wörter, auf Deutsch, der Seite über Meldungen anderer Programme. */
export const capture: typeof english = {
  capturePage: {
    title: 'Desktop-Meldungen',
    says: 'Was andere Programme auf deinen Bildschirm bringen, kommt als Kopie in Sluice, und zwar alles: nichts, was nach dir greift, bleibt draußen, damit nichts verloren geht.',
    where: {
      bus: 'Gelesen auf dem Sitzungsbus, so wie Programme sie senden.',
      centre: 'Gelesen in der Benachrichtigungszentrale von Windows.',
      database: 'Gelesen in der Datenbank der Mitteilungszentrale von macOS.',
      '': '',
    },
    standing: {
      ok: 'Meldungen sind zu sehen',
      degraded: 'Meldungen sind im Moment nicht zu sehen',
      needs_you: 'Meldungen sind nicht zu sehen',
      starting: 'Das Lesen beginnt gerade',
      none: 'Von diesem Rechner wird nichts gelesen',
    },
    state: {
      ok: 'Bestätigt',
      degraded: 'Versucht es wieder',
      needs_you: 'Braucht dich',
      starting: 'Beginnt',
      none: 'Nichts',
    },
    sample:
      'Das sind Beispieldaten. Deine eigenen Programme werden in deinem eigenen Profil gelesen.',
    readCentre: 'Die Datenbank der Benachrichtigungen lesen, wo der Zuhörer sich weigert',
    readCentreSays:
      'Die Datei, in der Windows führt, was dir gezeigt wurde. Sluice liest damit sie und sonst nichts.',
    programs: 'Programme',
    programsSays:
      'Solche, von denen in den letzten vier Wochen etwas kam, stumm blieb oder durchbrach. Was du wählst, ist eine Regel für die Meldungen eines Programms von jetzt an und steht unter Regeln; ältere Regeln gehen vor.',
    walled: (client) => `Nur, was für ${client} kam, und nur dafür.`,
    none: 'Noch keine. Ein Programm steht hier, sobald etwas von ihm durchgekommen ist.',
    program: 'Programm',
    goesTo: 'Geht an',
    byRules: 'Nach Regeln',
    muted: 'Stumm',
    textless: 'Ohne Text',
    nameless: 'Ein Programm ohne Namen',
    namelessSays: 'Es sagt nicht, was es ist; darum kann keine Regel es nennen.',
    came: (n, muted, last) => `${n}, zuletzt ${last}${muted ? ` · ${muted} stumm` : ''}`,
    giveOf: (program) => `An welchen Kunden ${program} geht`,
    muteOf: (program) => `${program} stumm schalten`,
    textOf: (program) => `Den Text von ${program} nie speichern`,
    legend:
      'Stumm: bleibt aus der Warteschlange; die Quittung zählt es trotzdem. Ohne Text: nur wer und wann wird behalten, nie Titel oder Text.',
    toRules: 'Alle Regeln',
  },
}
