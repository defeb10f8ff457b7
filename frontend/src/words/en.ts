import { daysIn, many, span } from './counts'
import { handling } from './en.handling'
import { insights } from './en.insights'
import { records } from './en.records'
import { setup } from './en.setup'
import type { Words } from './words'

/** The interface in English. */
export const en: Words = {
  ...handling,
  insights,
  records,
  ...setup,
  locale: 'en-GB',
  tomorrow: 'tomorrow',
  calendar: {
    days: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
    shortDays: 'Sun Mon Tue Wed Thu Fri Sat'.split(' '),
    months: 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' '),
    date: (day, month) => `${day} ${month}`,
  },
  told: (sentence) => sentence,
  found: (find) => find,
  named: (name) => name,

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

  rail: { name: 'Clients and screens', all: 'All clients', allMark: 'All' },

  screens: {
    today: 'Today',
    checkin: 'Check-in',
    queue: 'Queue',
    clients: 'Clients',
    time: 'Time',
    insights: 'Insights',
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
    earlier: 'What it said before',
    unassigned: 'No client yet',
    client: (name) => name,
    from: (name, app) => [name, app].filter(Boolean).join(', '),
    rowName: (parts) => parts.filter(Boolean).join('. '),
    lasting: (reason, minutes) =>
      `${reason}, for ${daysIn(minutes) ? `${daysIn(minutes)} days` : span(minutes)}`,
    somebody: 'Somebody',
  },

  empty: {
    title: 'Nothing is waiting for you.',
    handled: 'Everything is handled.',
    nextToday: (at) => `The next check-in is at ${at}.`,
    nextLater: (at) => `The next check-in is ${at}.`,
    noneNext: 'No check-in is planned, so what arrives is held until you ask for it.',
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
    decide: 'Decide',
    reply: 'Reply',
    done: 'Done',
    reopen: 'Reopen',
    snooze: 'Snooze',
    wait: 'Waiting',
    pin: 'Pin',
    mute: 'Mute',
    assign: 'Give to a client',
    more: 'More important',
    less: 'Less important',
    mark: 'Select',
    extendDown: 'Select the next as well',
    extendUp: 'Select the one before as well',
    markAll: 'Select all',
    clearMarks: 'Select none',
    endRun: 'End the check-in',
    endRunHint: 'end the run',
    switchTo: (client) => `Switch to ${client}`,
    search: 'Search',
    palette: 'All commands',
    capture: 'Note something for later',
    goShield: 'Go to deep work',
    endShieldAndCheckIn: 'End deep work and check in',
    nextTab: 'Next tab of the queue',
    previousTab: 'Previous tab of the queue',
    undo: 'Undo',
    shield: 'Shield',
    shieldStart: 'Start or end a shield',
    shieldEnd: 'End',
    call: 'Hide or show all content, for a call',
    session: 'Start or stop the session',
    checkIn: 'Check in now',
    go: (screen) => `Go to ${screen}`,
    keys: 'Keys',
    allKeys: 'all keys',
    back: 'Back',
  },

  said: {
    done: (count) => `${many(count)}Done. Z undoes it`,
    reopened: (count) => `${many(count)}Back in the queue. Z undoes it`,
    snoozed: (count) => `${many(count)}Snoozed. Z undoes it`,
    waiting: (count, who) => `${many(count)}Waiting on ${who}. Z undoes it`,
    pinned: (count) => `${many(count)}Pinned. Z undoes it`,
    unpinned: (count) => `${many(count)}No longer pinned. Z undoes it`,
    muted: (count) => `${many(count)}Muted. Z undoes it`,
    assigned: (count, client) => `${many(count)}Given to ${client}. Z undoes it`,
    routed: (what, client) => `${what} goes to ${client} from now on. Z undoes it`,
    more: 'What its sender sends counts more. Z undoes it',
    less: 'What its sender sends counts less. Z undoes it',
    captured: 'Noted, in the queue',
    written: 'Written down. Z undoes it',
    recordRemoved: 'Removed. Z brings it back',
    worth: (yes) =>
      yes ? 'Noted: it was worth it. Z undoes it' : 'Noted: it was not worth it. Z undoes it',
    viewSaved: (name) => `“${name}” is a tab of the queue now. Z undoes it`,
    viewRemoved: (name) => `The tab “${name}” is gone. Z undoes it`,
    undone: (what) => (what ? `Undone: “${what}”` : 'Undone'),
    shielded: (at, key) => `Deep work until ${at}${key && `. ${key} ends it`}`,
    shieldEnded: 'Deep work has ended',
    callStarted: (at) => `Content is hidden until ${at}`,
    callEnded: 'Content is shown again',
  },

  call: {
    hidden: 'Hidden',
    until: (at) => `Content is hidden until ${at}. Show it again`,
  },

  shield: {
    title: 'Deep work for',
    minutes: (count) => `${count} minutes`,
    untilCheckIn: (at) => `Until the next check-in, ${at}`,
    breaks: 'It would break a longest wait',
    breaksAnother: 'Somebody behind the wall would wait for too long.',
    onlyUntil: (at) => `Only until ${at}`,
    allTheSame: 'Start it all the same',
    notNow: 'Not now',
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
    list: 'In a list',
    item: 'An item',
    close: 'Close',
    letters: 'Single letters',
    lettersWhy:
      'Off: only keys with Ctrl, arrows, Enter and Esc work, so that speech input or a slip does nothing.',
    names: { Enter: '↵', ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Shift: 'Shift', Mod: 'Ctrl' },
  },
}
