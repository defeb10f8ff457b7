import type { pages as english } from './en.pages'
import { capture } from './de.capture'
import { rules } from './de.rules'
import { settings } from './de.settings'

/** Die Wörter, auf Deutsch, der Seiten für Kunden, Regeln und Einstellungen. */
export const pages: typeof english = {
  ...capture,
  ...rules,
  ...settings,

  /** How a longest wait breaks, and what can be done about it. */
  waits: {
    ask: 'Das bricht eine längste Wartezeit',
    breaks: (client, holds, from, until) =>
      `${client} müsste ${holds} warten, von ${from} bis ${until}: länger als versprochen.`,
    ways: (client) => `Was für ${client} geschieht`,
    on: (date) => `nur am ${date}`,
    shieldsWay: 'Die konzentrierte Arbeit früher beenden',
    shieldSays: (note, day, end, until) =>
      `${note ? `„${note}“` : 'Der Schild'} ${day ? `von ${day}` : 'an allen Tagen'}: um ${end} statt ${until}`,
    addWay: (count, owner) =>
      `${count === 1 ? 'Einen Check-in' : 'Check-ins'} hinzufügen, ${owner ? `nur für ${owner}` : 'für alle Kunden'}`,
    extraWay: 'Den Plan behalten; ein weiterer Check-in kommt gerade rechtzeitig',
    extraSays: (at) => `Zum ersten Mal ${at}, wenn dann etwas gehalten wird`,
    longerWay: (wait) => `Eine längste Wartezeit von ${wait} hinnehmen`,
    longerSays: 'Die hält der Plan schon ein',
  },

  clientPage: {
    title: 'Kunden',
    add: 'Neuer Kunde',
    newName: 'Ein neuer Kunde',
    empty: 'Noch kein Kunde.',
    emptySays:
      'Ein Kunde ist jemand, für den du arbeitest, oder ein eigenes Projekt. Mit Kunden ist geordnet, was kommt, und nichts von einem steht unter einem anderen.',
    back: 'Alle Kunden',
    template: 'Wie welche Art von Kunde?',
    rate: 'Satz',
    currency: 'Währung',
    perHour: 'je Stunde',
    noRate: 'Bitte einen Betrag wie 78 und eine Währung wie EUR.',
    promised: 'Versprochene Stunden',
    perWeek: 'je Woche',
    answers: 'Antwortet',
    answersSays: 'Was dem Kunden gesagt wurde. Sluice schlägt vor, was dein Plan einhält.',
    takePromise: 'Diesen Text nehmen',
    thisWeek: 'Diese Woche',
    done: (done, promised) => (promised ? `${done} von ${promised}` : done),
    baton: 'Übergabe',
    noBaton: 'Noch keine: wie die Arbeit steht, für den, der weitermacht.',
    decisions: 'Entscheidungen',
    noDecisions: (key) =>
      key
        ? `Noch keine. ${key} hält an jedem Eintrag eine fest, mit dem Eintrag daneben.`
        : 'Noch keine.',
    notes: 'Notizen',
    noNotes: 'Noch keine: was über diesen Kunden nicht vergessen werden soll.',
    nothingWritten: 'Schreib erst etwas.',
    allRecords: (count) => `Alle ${count} zeigen`,
    blockedOn: 'Wegen wem',
    resolvedAt: (at) => `Gelöst ${at}`,
    sources: 'Quellen',
    noSources: 'Keine eigenen: Regeln sagen, was dazugehört.',
    blockers: 'Hindernisse',
    noBlockers: 'Nichts hindert.',
    blocked: (on, since) =>
      [on ? `Wegen ${on}` : 'Gehindert', since && `seit ${since}`].filter(Boolean).join(', '),
    export: 'Diesen Kunden exportieren',
    exporting: 'Wird exportiert. Abbrechen',
    session: 'Sitzung',
    name: 'Name',
    noName: 'Ein Kunde braucht einen Namen.',
    number: 'Nummer',
    numberSays: 'Die Taste, die zu ihm wechselt, mit Strg',
    noNumber: 'Keine',
    zone: 'Zeitzone',
    zonePlace: 'Deine',
    noZone: 'Bitte eine Zone wie Europe/Helsinki.',
    hours: 'Arbeitet',
    off: 'Freie Tage',
    addOff: 'Tag hinzufügen',
    own: 'Mein eigenes Projekt',
    checkIns: 'Eigene Check-ins',
    checkInsSays: 'Sie ersetzen für diesen Kunden die gemeinsamen, an seinen Arbeitstagen.',
    noCheckIns: 'Keine: er folgt dem gemeinsamen Plan.',
    unsavedCheckIns: 'Speichere den Kunden erst; dann kann er eigene Check-ins haben.',
    notAdded: (times, why) =>
      `Der Kunde ist gespeichert, aber nicht seine Check-ins um ${times}: ${why} Füge sie hier hinzu.`,
    looks: 'Wie bald du nachsiehst',
    looksAt: (times) => `Check-ins um ${times.join(', ')}`,
    wait: 'Längste Wartezeit',
    waitSays: 'Zählt nur in seinen Zeiten. Leer: nichts ist versprochen.',
    waitPlace: 'Keine',
    kept: (wait) => `Der Plan hält eine längste Wartezeit von ${wait} ein.`,
    breaks: (wait, holds, from, until) =>
      `Bei einer längsten Wartezeit von ${wait} lässt dein Plan ${holds} lang warten, von ${from} bis ${until}.`,
    noHoursWait:
      'Ohne Arbeitszeiten zählen auch Nächte und Wochenenden. Trage unten die Zeiten des Kunden ein.',
    openWith: 'Öffnet mit',
    openWithPlace: 'firefox -P acme',
    openWithSays: 'Der Befehl, der seine Links öffnet. Leer: dein Browser.',
    facts: 'In Kürze',
    here: (time) => `${time} dort`,
    works: (hours) => `Arbeitet ${hours}`,
    forYou: (hours) => `, für dich ${hours}`,
    noHours: 'Arbeitet zu jeder Zeit',
    plan: 'Check-ins',
    common: 'die gemeinsamen',
    none: 'keine',
    notKept: 'vom Plan nicht eingehalten',
    remove: 'Diesen Kunden entfernen',
    removeSure: (name) => `${name} entfernen?`,
    removeSays:
      'Seine Einträge bleiben, ohne Kunden, und stehen unter Alle. Seine eigenen Check-ins gehen. Z bringt alles zurück.',
    cancelRemove: 'Behalten',
    ownMark: 'eigenes Projekt',
    key: (number) => `Strg ${number}`,
    waitOf: (wait) => `wartet höchstens ${wait}`,
  },
}
