/** The words, in English, of the pages for rules and the plan. */
export const rules = {
  rulesPage: {
    title: 'Rules',
    kinds: {
      checkins: 'Check-ins',
      shields: 'Shields',
      route: 'To a client',
      breakthrough: 'Break-through',
      mute: 'Mute',
      private: 'Never store the text',
    },
    says: {
      route: 'What is like this belongs to a client. The first rule that fits counts.',
      breakthrough: 'What is like this comes through at once, also during a shield.',
      mute: 'What is like this is kept out of the queue. The receipt still counts it.',
      private: 'Of what is like this, only who and when are kept; never title or text.',
    },
    none: {
      route: 'No rule yet: what has no client shows under All.',
      breakthrough: 'No rule of your own yet.',
      mute: 'No rule yet: nothing is muted.',
      private: 'No rule yet: texts are kept until they are old.',
    },
    proposed: 'Proposed',
    own: 'Your own',
    add: 'New rule',
    app: 'Program',
    appPlace: 'Slack',
    from: 'Sender or title has',
    fromPlace: 'Noor',
    fromAddress:
      'Addresses are known of mail alone; a domain covers those below it. In Slack, GitHub and others people have names only: write the name, or give the account to its client in the settings.',
    wordsLabel: 'Says one of',
    wordsPlace: 'invoice, offer',
    client: 'Client',
    whose: 'Only of',
    anyClient: 'Any client',
    choose: 'Choose a client',
    noClient: 'A rule of this kind needs a client.',
    noMatch: 'Fill in at least one of these.',
    noClients: 'First add a client; then what comes in can be given to it.',
    tryIt: 'Try',
    tried: (matched: number, looked: number) =>
      looked === 0
        ? 'Nothing came in during the last 14 days, so there is nothing to try it on.'
        : `In the last 14 days it would have caught ${matched} of ${looked}.`,
    triedTitles: 'The newest that came through:',
  },

  trial: {
    without: 'Try without',
    with: 'Try with',
    now: (through: number, held: number, muted: number) =>
      `What there is now makes ${[`${through} at once`, `${held} held`, muted && `${muted} muted`].filter(Boolean).join(', ')} of them.`,
    same: 'Nothing would have gone otherwise than it does now.',
    hidden: 'They are held now, so they do not show.',
    never: 'not at all',
    times: (before: string, then: string) => `${then}, not ${before}`,
    effects: {
      through: (n: number) => `${n} would have come through at once:`,
      held: (n: number) => `${n} would no longer have come through at once:`,
      muted: (n: number) => `${n} would have been muted:`,
      unmuted: (n: number) => `${n} would no longer have been muted:`,
      later: (n: number) => `${n} would have come later:`,
      sooner: (n: number) => `${n} would have come sooner:`,
    },
    wait: (client: string, n: number, promised: string, longest: string) =>
      n === 1
        ? `${client} would have waited ${longest} once, longer than its ${promised}.`
        : `${client} would have waited longer than its ${promised} ${n} times, at most ${longest}.`,
    waitNow: (n: number) => (n === 0 ? 'Now never.' : n === 1 ? 'Now once.' : `Now ${n} times.`),
  },

  planPage: {
    checkIns: 'Check-ins',
    checkInsSays:
      'At these times everything that is held comes through. Clients can have check-ins of their own, on their pages.',
    noCheckIns: 'None is planned, so what arrives is held until you ask for it.',
    onlyFor: (client: string) => `for ${client} alone`,
    days: 'Days',
    time: 'Time',
    /** Of what is switched off, said behind its days. */
    off: (says: string) => `${says}, off`,
    once: (date: string) => `once, ${date}`,
    addCheckIn: 'Add a check-in',
    noDays: 'Choose at least one day.',
    budget: 'Each stays open for',
    lull: 'Wait for a pause in my typing',
    lullSays: (minutes: number) =>
      `A planned check-in opens at your next pause, ${minutes} minutes later at most, and never beyond a longest wait.`,
    minutes: 'minutes',
    items: 'items',
    budgetBy: 'What the budget counts',
    noBudget: 'A number of minutes from 1 to 1440, please.',
    noBudgetItems: 'A number of items from 1 to 1000, please.',
    shields: 'Shields',
    shieldsSays:
      'Blocks of deep work that come by themselves. Only break-throughs pass; a check-in inside moves to the end.',
    noShields: (key: string) =>
      key ? `None is planned. ${key} starts one at any time.` : 'None is planned.',
    addShield: 'Plan a shield',
    shieldFrom: 'From',
    repeats: 'Comes',
    weekly: 'Every week',
    onOneDay: 'On one day',
    date: 'Date',
    note: 'What it is for',
    notePlace: 'Deep work',
    noLength: 'A shield needs an end after its beginning.',
    noDate: 'A date, please.',
    past: 'This time has passed already.',
  },
}
