import type { RecordWords } from './records'

/** The words around what is written down, in English. */
export const records: RecordWords['records'] = {
  title: 'Written down',
  kinds: { decision: 'Decision', blocker: 'Blocker', baton: 'Baton note', note: 'Note' },
  kind: 'What sort of thing it is',
  text: 'What is to be written down',
  hint: {
    decision: 'What was decided, and why',
    blocker: 'What keeps it from going on, and on whom it waits',
    baton: 'Where it stands, for whoever goes on with it',
    note: 'What should not be forgotten',
  },
  kept: 'Kept as you type. It stays on this computer.',
  add: 'Write it down',
  ask: (what) => `Write down: ${what}`,
  resolve: 'Resolved',
  resolved: 'resolved',
  standAgain: 'Stands again',
  remove: 'Remove',
  worth: 'It broke through. Was it worth the interruption?',
  worthYes: 'Worth it',
  worthNo: 'Not worth it',
  past: 'What happened to it',
  outcomes: {
    delivered: 'Delivered.',
    brokeThrough: 'Broke through.',
    merged: 'Merged into the one before.',
    muted: 'Muted.',
    expired: 'Expired.',
  },
}
