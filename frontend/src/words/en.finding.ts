import { itemsOf } from './counts'
import type { HandlingWords } from './handling'

/** The words around finding: search, palette, clients, and why the gate is as it is, in English. */
export const finding: Pick<HandlingWords, 'search' | 'palette' | 'switcher' | 'why'> = {
  search: {
    name: 'Search',
    field: 'Search items',
    hint: 'Words, or from: in: is: kind: why: before: after:',
    results: (count) => `${itemsOf(count)} found`,
    none: 'Nothing says that.',
    noneNext: 'What is held is not searched; is:held opens it early, and that is recorded.',
    list: 'Found items, most important first',
    goOn: 'Ways to go on',
    prefixes: {
      from: 'who wrote',
      in: 'for which client',
      is: 'how it stands',
      kind: 'what it is',
      why: 'why it is here',
      before: 'until a day',
      after: 'since a day',
    },
    why: {
      asks: 'asks something',
      blocked: 'somebody is stuck',
      due: 'is due',
      deadline: 'speaks of a deadline',
      waited: 'has waited for long',
      direct: 'wrote to you directly',
      mention: 'mentions you',
      assigned: 'is assigned to you',
      review: 'asks for your review',
      copy: 'you are in copy',
      list: 'was sent to a list',
      priority: 'priority at its source',
      urgency: 'says it is urgent',
      again: 'came again',
      pinned: 'you pinned it',
      captured: 'you noted it',
      brokeThrough: 'broke through',
    },
    dates: {
      today: 'today',
      yesterday: 'yesterday',
      week: 'a week ago',
      month: 'the first of this month',
    },
  },

  palette: {
    name: 'Commands',
    field: 'Find a command, a screen, a setting, a client or an item',
    acts: 'Acts',
    goTo: 'Go to',
    clients: 'Clients',
    settings: 'Settings and rules',
    items: 'Items',
    none: 'Nothing is called that.',
    list: 'What was found',
    move: 'move',
    run: 'run',
    snoozeUntil: (when) => `Snooze ${when.charAt(0).toLocaleLowerCase()}${when.slice(1)}`,
  },

  switcher: {
    all: 'All clients, key 0',
    client: (name, number) => (number ? `${name}, key ${number}` : name),
    count: (count) => `${itemsOf(count)} open`,
    title: (client) => (client ? `${client} — Sluice` : 'Sluice'),
    switched: (client) => `Only ${client} is shown`,
    switchedAll: 'All clients are shown',
    others: 'The other clients are behind the wall',
  },

  why: {
    open: 'Why?',
    title: 'How things stand',
    more: (count) => `and ${count} more`,
  },
}
