/** The words, in English, of the Time screen. */
export const time = {
  time: {
    week: 'The week',
    sum: 'Sum',
    all: 'All clients',
    before: 'The week before',
    after: 'The week after',
    thisWeek: 'This week',
    add: 'Add time',
    addTitle: 'Add time',
    correct: 'Correct it',
    empty:
      'Nothing is written down for this day. T starts a session; what is over can be added here.',
    gap: (length: string) => `${length} between`,
    running: 'now',
    billable: 'Billable',
    unbilled: 'not billed',
    coordination: 'Coordination',
    remove: 'Remove',
    saved: 'Saved. Z undoes it',
    removed: 'Removed. Z undoes it',
    totals: 'What it came to',
    rate: 'Agreed rate',
    effective: 'Effective rate',
    amount: 'Amount',
    share: (percent: string, clock: string) => `${percent} of it, ${clock}, was coordination`,
    nothing: 'Nothing was worked in this week.',
    rounding: 'Rounding',
    step: (minutes: number) => (minutes ? `To ${minutes} min` : 'Not rounded'),
    way: 'Which way',
    up: 'up',
    nearest: 'nearest',
    per: 'What is rounded',
    perEntry: 'each entry',
    perDay: 'each day and task',
    export: 'Export',
    asCsv: 'As CSV',
    asPdf: 'As PDF',
    exported: (name: string) => `Exported as ${name}`,
    import: 'Import from Toggl',
    importSays:
      'In Toggl: Reports, Detailed, Export as CSV. Nothing is stored before you have seen what would come.',
    file: 'Toggl’s detailed report',
    brings: (count: number, clock: string) =>
      count === 0
        ? 'Nothing in it is new.'
        : `${count === 1 ? '1 session' : `${count} sessions`} would come, ${clock} of work.`,
    duplicates: (count: number) =>
      count === 1 ? '1 line is there already.' : `${count} lines are there already.`,
    leftOut: (count: number) =>
      count === 1 ? '1 line is left out.' : `${count} lines are left out.`,
    overlapping: (lines: string) => `Left out, since another session has that time: line ${lines}.`,
    unreadable: (line: number, why: string) => `Line ${line} cannot be read: ${why}`,
    whose: (name: string, lines: number) =>
      `${name || 'Without a client'}, ${lines === 1 ? '1 line' : `${lines} lines`}`,
    whoseIs: 'Whose is it?',
    nobody: 'Leave it out',
    takeIn: (count: number) => `Import ${count === 1 ? '1 session' : `${count} sessions`}`,
    imported: (count: number) =>
      `${count === 1 ? '1 session' : `${count} sessions`} imported. Z undoes it`,
  },
}
