/** The words, in English, of the page about other programs' notifications. */
export const capture = {
  capturePage: {
    title: 'Desktop capture',
    says: 'What other programs put on your screen is copied into Sluice, all of it: nothing that reaches for you is left out, so that nothing is lost.',
    where: {
      bus: 'Read on the session bus, as programs send them.',
      centre: 'Read in Windows’ notification centre.',
      database: 'Read in the database of macOS’ notification centre.',
      '': '',
    },
    standing: {
      ok: 'Notifications are seen',
      degraded: 'Notifications are not seen at the moment',
      needs_you: 'Notifications are not seen',
      starting: 'Capture is starting',
      none: 'Nothing of this computer is captured',
    },
    state: {
      ok: 'Confirmed',
      degraded: 'Tries again',
      needs_you: 'Needs you',
      starting: 'Starting',
      none: 'None',
    },
    sample: 'These are sample data. Your own programs are captured in your own profile.',
    readCentre: 'Read the notification database where the listener refuses',
    readCentreSays:
      'Windows’ own file of what was shown to you. Sluice reads it and nothing else by this.',
    programs: 'Programs',
    programsSays:
      'Those that came through, were muted or broke through in the last four weeks. What you choose is a rule for a program’s notifications from now on, and shows under Rules; rules made before it go first.',
    walled: (client: string) => `Only what came for ${client}, and only for it.`,
    none: 'None yet. A program shows here once something of it has come through.',
    program: 'Program',
    goesTo: 'Goes to',
    byRules: 'By rules',
    muted: 'Muted',
    textless: 'No text',
    nameless: 'A program without a name',
    namelessSays: 'It does not say what it is, so no rule can name it.',
    came: (n: number, muted: number, last: string) =>
      `${n}, last ${last}${muted ? ` · ${muted} muted` : ''}`,
    giveOf: (program: string) => `To which client ${program} goes`,
    muteOf: (program: string) => `Mute ${program}`,
    textOf: (program: string) => `Never store the text of ${program}`,
    legend:
      'Muted: kept out of the queue, and still counted on the receipt. No text: only who and when are kept, never title or text.',
    toRules: 'All rules',
  },
}
