import type { rules as english } from './en.rules'

/** Die Wörter, auf Deutsch, der Seiten für Regeln und Plan. */
export const rules: typeof english = {
  rulesPage: {
    title: 'Regeln',
    kinds: {
      checkins: 'Check-ins',
      shields: 'Schilde',
      route: 'Zu einem Kunden',
      breakthrough: 'Durchbruch',
      mute: 'Stumm',
      private: 'Text nie speichern',
    },
    says: {
      route: 'Was so ist, gehört einem Kunden. Die erste passende Regel zählt.',
      breakthrough: 'Was so ist, kommt sofort durch, auch während eines Schilds.',
      mute: 'Was so ist, bleibt aus der Warteschlange. Die Quittung zählt es trotzdem.',
      private: 'Von dem, was so ist, wird nur behalten, von wem und wann; nie Titel oder Text.',
    },
    none: {
      route: 'Noch keine Regel: was keinen Kunden hat, steht unter Alle.',
      breakthrough: 'Noch keine eigene Regel.',
      mute: 'Noch keine Regel: nichts ist stumm.',
      private: 'Noch keine Regel: Texte werden behalten, bis sie alt sind.',
    },
    proposed: 'Vorgeschlagen',
    own: 'Deine eigenen',
    add: 'Neue Regel',
    app: 'Programm',
    appPlace: 'Slack',
    from: 'Absender oder Titel enthält',
    fromPlace: 'Noor',
    fromAddress:
      'Adressen sind nur bei E-Mail bekannt; eine Domain umfasst die darunter. In Slack, GitHub und anderswo haben Leute nur Namen: Schreib den Namen, oder ordne das Konto in den Einstellungen seinem Kunden zu.',
    wordsLabel: 'Sagt eines von',
    wordsPlace: 'Rechnung, Angebot',
    client: 'Kunde',
    whose: 'Nur von',
    anyClient: 'Jedem Kunden',
    choose: 'Kunden wählen',
    noClient: 'Eine Regel dieser Art braucht einen Kunden.',
    noMatch: 'Fülle mindestens eines davon aus.',
    noClients: 'Lege erst einen Kunden an; dann lässt sich ihm zuordnen, was kommt.',
    tryIt: 'Ausprobieren',
    tried: (matched, looked) =>
      looked === 0
        ? 'In den letzten 14 Tagen kam nichts; es gibt nichts, woran sie sich erproben ließe.'
        : `In den letzten 14 Tagen hätte sie ${matched} von ${looked} erfasst.`,
    triedTitles: 'Die neuesten, die durchkamen:',
  },

  trial: {
    without: 'Ohne probieren',
    with: 'Mit probieren',
    now: (through, held, muted) =>
      `So, wie es jetzt ist: ${[`${through} sofort`, `${held} gehalten`, muted && `${muted} stumm`].filter(Boolean).join(', ')}.`,
    same: 'Nichts wäre anders gegangen als jetzt.',
    hidden: 'Sie werden jetzt gehalten und sind darum nicht zu sehen.',
    never: 'gar nicht',
    times: (before, then) => `${then} statt ${before}`,
    effects: {
      through: (n) =>
        n === 1 ? '1 wäre sofort durchgekommen:' : `${n} wären sofort durchgekommen:`,
      held: (n) =>
        n === 1 ? '1 wäre nicht mehr durchgebrochen:' : `${n} wären nicht mehr durchgebrochen:`,
      muted: (n) => (n === 1 ? '1 wäre stumm gewesen:' : `${n} wären stumm gewesen:`),
      unmuted: (n) => (n === 1 ? '1 wäre nicht mehr stumm:' : `${n} wären nicht mehr stumm:`),
      later: (n) => (n === 1 ? '1 wäre später gekommen:' : `${n} wären später gekommen:`),
      sooner: (n) => (n === 1 ? '1 wäre früher gekommen:' : `${n} wären früher gekommen:`),
    },
    wait: (client, n, promised, longest) =>
      n === 1
        ? `${client} hätte einmal ${longest} gewartet, länger als die ${promised}.`
        : `${client} hätte ${n}-mal länger als die ${promised} gewartet, höchstens ${longest}.`,
    waitNow: (n) => (n === 0 ? 'Jetzt nie.' : n === 1 ? 'Jetzt einmal.' : `Jetzt ${n}-mal.`),
  },

  planPage: {
    checkIns: 'Check-ins',
    checkInsSays:
      'Zu diesen Zeiten kommt alles Gehaltene durch. Kunden können auf ihren Seiten eigene Check-ins haben.',
    noCheckIns: 'Keiner ist geplant; was kommt, wird gehalten, bis du danach fragst.',
    onlyFor: (client) => `nur für ${client}`,
    days: 'Tage',
    time: 'Zeit',
    off: (says) => `${says}, aus`,
    once: (date) => `einmal, ${date}`,
    addCheckIn: 'Check-in hinzufügen',
    noDays: 'Wähle mindestens einen Tag.',
    budget: 'Jeder bleibt offen',
    lull: 'Auf eine Pause beim Tippen warten',
    lullSays: (minutes: number) =>
      `Ein geplanter Check-in öffnet bei der nächsten Pause, höchstens ${minutes} Minuten später und nie über eine längste Wartezeit hinaus.`,
    minutes: 'Minuten',
    items: 'Einträge',
    budgetBy: 'Was das Budget zählt',
    noBudget: 'Bitte eine Zahl von Minuten von 1 bis 1440.',
    noBudgetItems: 'Bitte eine Zahl von Einträgen von 1 bis 1000.',
    shields: 'Schilde',
    shieldsSays:
      'Zeiten für konzentrierte Arbeit, die von selbst kommen. Nur Durchbrüche kommen durch; ein Check-in darin rückt ans Ende.',
    noShields: (key: string) =>
      key ? `Keiner ist geplant. ${key} beginnt jederzeit einen.` : 'Keiner ist geplant.',
    addShield: 'Schild planen',
    shieldFrom: 'Von',
    repeats: 'Kommt',
    weekly: 'Jede Woche',
    onOneDay: 'An einem Tag',
    date: 'Datum',
    note: 'Wofür',
    notePlace: 'Konzentrierte Arbeit',
    noLength: 'Ein Schild braucht ein Ende nach seinem Anfang.',
    noDate: 'Bitte ein Datum.',
    past: 'Diese Zeit ist schon vorbei.',
  },
}
