import { itemsOf } from './counts'

/** The words, in English, of Today and of the session that is running. */
export const day = {
  today: {
    next: 'Next check-in',
    none: 'None is planned',
    openNow: 'Open now',
    add: 'Check-in',
    planShield: 'Plan a shield',
    past: 'This time has passed already.',
    noEnd: 'It needs an end after its beginning.',
    plan: 'The day',
    worked: 'Worked',
    planned: 'Plan',
    calendar: 'Calendar',
    workedName: (what: string, from: string, until: string) =>
      until ? `${what}, ${from} to ${until}` : `${what}, since ${from}, running`,
    meeting: 'A meeting',
    unanswered: 'not answered',
    came: (count: number) =>
      count === 0 ? 'nothing had come' : count === 1 ? '1 came through' : `${count} came through`,
    late: (count: string) => `${count}, late`,
    openUntil: (at: string) => `open until ${at}`,
    open: 'open',
    stays: 'open until you end it',
    budget: (minutes: number, items: number) =>
      `check-in, ${items ? itemsOf(items) : `${minutes} minutes`}`,
    moved: (from: string, whose: string) =>
      whose ? `${whose}, moved from ${from}` : `moved from ${from}`,
    movesTo: (from: string, to: string) => `The ${from} check-in moves to ${to}`,
    markName: (at: string, says: string) => `${at}, ${says}`,
    deepWork: 'Deep work',
    kept: (span: string, cut: boolean) => (cut ? `${span}, ended early` : `${span}, kept whole`),
    until: (at: string) => `until ${at}`,
    now: (at: string) => `Now, ${at}`,

    keys: 'The arrows move it by five minutes, Page up and down by thirty; with Shift they move the end of a shield. Enter saves or changes it, Esc leaves it as it was.',
    dragEnd: 'Drag to end it earlier or later',
    moving: (kind: 'checkIn' | 'shield', from: string, until: string) =>
      kind === 'shield' ? `${from} to ${until}` : from,
    title: (kind: 'checkIn' | 'shield', at: string) =>
      kind === 'shield' ? `Shield at ${at}` : `Check-in at ${at}`,
    newTitle: (kind: 'checkIn' | 'shield'): string =>
      kind === 'shield' ? 'A shield' : 'A check-in',
    at: 'At',
    note: 'What it is for',
    notePlace: 'What is it for?',
    leave: 'Leave it as it is',
    onlyToday: 'Only today',
    everyDay: 'Every day',
    weekdays: 'On weekdays',
    onAllDays: (sentence: string) => `On all days: ${sentence}`,
    takeOut: (kind: 'checkIn' | 'shield', always: boolean, repeats: boolean): string => {
      if (always) return 'Remove it on all days'
      if (kind === 'shield') return repeats ? 'Call it off today' : 'Call it off'
      return repeats ? 'Leave it out today' : 'Remove it'
    },
    saidMoved: (kind: 'checkIn' | 'shield', fresh: boolean, at: string) => {
      const what = kind === 'shield' ? 'Shield' : 'Check-in'
      return `${what} ${fresh ? 'at' : 'moved to'} ${at}. Z undoes it`
    },
    saidRemoved: (kind: 'checkIn' | 'shield', at: string) =>
      `${kind === 'shield' ? 'Shield' : 'Check-in'} at ${at} left out. Z undoes it`,

    stuck: 'Stuck on you',
    /** A reason of the core's, under that heading. */
    stuckSays: (said: string) => said.replace(/ is stuck on you, for /, ' cannot go on, '),
    waiting: 'You wait for',
    waitFor: (who: string, since: string, ask: string) =>
      [who || 'Somebody', since && `since ${since}`].filter(Boolean).join(', ') +
      (ask ? `. Ask again ${ask}` : ''),
    nobody: 'Nobody is stuck on you, and you wait for nobody.',
    hours: 'Hours this week',
    of: (promised: string) => `of ${promised}`,
    notPromised: 'No hours promised',
    empty: 'No check-in is planned today.',
    aside: 'Next, stuck, waiting, hours',
  },

  session: {
    start: 'Session',
    name: (what: string, clock: string) => `Session: ${what}, ${clock}. T stops it`,
    startTitle: (client: string) => (client ? `A session for ${client}` : 'A session'),
    stopTitle: (client: string) => `You leave ${client}`,
    client: 'For',
    choose: 'Choose a client',
    noClient: 'Choose a client; one can be added under Clients.',
    project: 'Task',
    projectPlace: 'What are you working on?',
    since: 'Since',
    sincePlace: 'now, 9:30, 20 min',
    noSince: 'A time today that is over, such as 9:30, or 20 min.',
    begin: 'Start',
    resume: 'Where are you, and what is next?',
    resumePlace: 'One line for the next time',
    skip: 'Without a line',
    end: 'Stop',
    started: (client: string) => `A session for ${client}. T stops it`,
    stopped: (client: string) => `The session for ${client} has ended. Z undoes it`,
    leftAt: (at: string) => (at ? `Where you stopped, ${at}` : 'Where you stopped'),
    goOn: 'Go on',
    lines: 'About your session',
    away: { keep: 'It was work', drop: 'It was not', split: 'Its own session' },
    awaySays: {
      keep: 'The session goes on as it is',
      drop: 'The time is cut out of the session',
      split: 'The time becomes a session of its own',
    },
    awaySaid: {
      keep: 'Kept as work. Z undoes it',
      drop: 'Cut out. Z undoes it',
      split: 'A session of its own now. Z undoes it',
    },
  },
}
