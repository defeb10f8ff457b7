import type { Words } from './words'

/** Minutes as people say them: 42 min, 2 h, 2 h 5 min. */
function span(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`
}

/** The interface in English. */
export const en: Words = {
  locale: 'en-GB',
  tomorrow: 'tomorrow',

  gate: {
    holding: 'Holding',
    unconfirmed: 'Holding, not confirmed',
    collecting: 'Collecting, not silencing',
    shield: 'Deep work',
    open: 'Check-in open',
    off: 'Off',
    nextToday: (at, minutes) =>
      minutes === 0 ? '· next check-in now' : `· next check-in ${at}, in ${span(minutes)}`,
    nextLater: (at) => `· next check-in ${at}`,
    noneNext: '· no check-in is planned',
    until: (at) => `until ${at}`,
    untilUnconfirmed: (at) => `until ${at}, not confirmed`,
    untilCollecting: (at) => `until ${at}, not silencing`,
    left: (count) => (count === 0 ? '· nothing left' : `· ${count} left`),
    offForNow: '· nothing is planned',
    connecting: 'Looking for the core',
  },

  rail: { name: 'Clients and screens', all: 'All clients' },

  screens: {
    today: 'Today',
    checkin: 'Check-in',
    queue: 'Queue',
    clients: 'Clients',
    rules: 'Rules',
    settings: 'Settings',
  },

  queue: {
    name: 'Queue',
    list: 'Open items, most important first',
    item: 'Selected item',
    thread: 'Messages',
    untitled: (from) => (from ? `Without a title, from ${from}` : 'Without a title'),
    withdrawn: 'Its sender took it back',
    unassigned: 'No client yet',
    client: (name) => name,
    from: (name, app) => [name, app].filter(Boolean).join(', '),
    rowName: (parts) => parts.filter(Boolean).join('. '),
    somebody: 'Somebody',
  },

  empty: {
    title: 'Nothing is waiting for you.',
    handled: 'Everything is handled.',
    nextToday: (at) => `The next check-in is at ${at}.`,
    nextLater: (at) => `The next check-in is ${at}.`,
    noneNext: 'No check-in is planned, so what arrives is held until you ask for it.',
    shield: (at) => `Deep work goes on until ${at}; what arrives is kept for then.`,
    open: 'The check-in is still open: what arrives now comes in here.',
    off: (at) =>
      at
        ? `Sluice is off until ${at}; what arrives is kept.`
        : 'Sluice is off; what arrives is kept.',
    unknown: '',
  },

  acts: {
    next: 'Next item',
    previous: 'Previous item',
    first: 'First item',
    last: 'Last item',
    move: 'move',
    open: 'Open the item',
    openAtSource: 'Open at the source',
    done: 'Done',
    undo: 'Undo',
    shield: 'Shield',
    shieldStart: 'Start or end a shield',
    shieldEnd: 'End',
    checkIn: 'Check in now',
    go: (screen) => `Go to ${screen}`,
    keys: 'Keys',
    allKeys: 'all keys',
    back: 'Back',
  },

  said: {
    done: 'Done. Z undoes it',
    undone: (what) => `Undone: “${what}”`,
    shielded: (at) => `Deep work until ${at}. F ends it`,
    shieldEnded: 'Deep work has ended',
  },

  shield: {
    title: 'Deep work for',
    minutes: (count) => `${count} minutes`,
    untilCheckIn: (at) => `Until the next check-in, ${at}`,
  },

  trouble: {
    unreachable: 'Sluice’s core does not answer. What you see may be old; it is tried again.',
    odd: 'The core gave an answer that makes no sense here.',
    updated: 'Sluice was updated. This page is still the old one.',
    retry: 'Try again',
    reload: 'Load the new one',
    dismiss: 'Close',
    label: 'Trouble',
  },

  keys: {
    title: 'Keys',
    close: 'Close',
    names: { Enter: '↵', ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Shift: 'Shift', Mod: 'Ctrl' },
  },
}
