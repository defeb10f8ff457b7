import { itemsOf } from './de.counts'
import type { HandlingWords } from './handling'

/** Die Wörter um das Finden: Suche, Befehle, Kunden, und warum die Schleuse ist, wie sie ist, auf Deutsch. */
export const finding: Pick<HandlingWords, 'search' | 'palette' | 'switcher' | 'why'> = {
  search: {
    name: 'Suche',
    field: 'Einträge suchen',
    hint: 'Wörter, oder from: in: is: kind: why: before: after:',
    results: (count) => `${itemsOf(count)} gefunden`,
    none: 'Nichts sagt das.',
    noneNext:
      'Gehaltenes wird nicht durchsucht; is:held öffnet es vorzeitig, und das wird vermerkt.',
    list: 'Gefundene Einträge, die wichtigsten zuerst',
    goOn: 'So geht es weiter',
    prefixes: {
      from: 'wer schrieb',
      in: 'für welchen Kunden',
      is: 'wie es damit steht',
      kind: 'was es ist',
      why: 'warum es hier ist',
      before: 'bis zu einem Tag',
      after: 'seit einem Tag',
    },
    why: {
      asks: 'fragt etwas',
      blocked: 'jemand kommt nicht weiter',
      due: 'ist fällig',
      deadline: 'spricht von einer Frist',
      waited: 'wartet schon lange',
      direct: 'schrieb dir direkt',
      mention: 'erwähnt dich',
      assigned: 'ist dir zugewiesen',
      review: 'bittet um deine Durchsicht',
      copy: 'du stehst in Kopie',
      list: 'ging an eine Liste',
      priority: 'Priorität an der Quelle',
      urgency: 'nennt sich dringend',
      again: 'kam wieder',
      pinned: 'du hast es angeheftet',
      captured: 'du hast es notiert',
      brokeThrough: 'kam sofort durch',
    },
    dates: {
      today: 'heute',
      yesterday: 'gestern',
      week: 'vor einer Woche',
      month: 'der Erste dieses Monats',
    },
  },

  palette: {
    name: 'Befehle',
    field: 'Befehl, Seite, Einstellung, Kunden oder Eintrag finden',
    acts: 'Handlungen',
    goTo: 'Gehe zu',
    clients: 'Kunden',
    settings: 'Einstellungen und Regeln',
    items: 'Einträge',
    none: 'Nichts heißt so.',
    list: 'Was gefunden wurde',
    move: 'bewegen',
    run: 'ausführen',
    snoozeUntil: (when) => `Zurückstellen ${when.charAt(0).toLocaleLowerCase()}${when.slice(1)}`,
  },

  switcher: {
    all: 'Alle Kunden, Taste 0',
    client: (name, number) => (number ? `${name}, Taste ${number}` : name),
    count: (count) => `${itemsOf(count)} offen`,
    title: (client) => (client ? `${client} — Sluice` : 'Sluice'),
    switched: (client) => `Nur ${client} wird gezeigt`,
    switchedAll: 'Alle Kunden werden gezeigt',
    others: 'Die anderen Kunden sind hinter der Wand',
  },

  why: {
    open: 'Warum?',
    title: 'Wie es steht',
    more: (count) => `und ${count} weitere`,
  },
}
