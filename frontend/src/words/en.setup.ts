import { span } from './counts'
import { accounts } from './en.accounts'
import { machine } from './en.machine'
import { pages } from './en.pages'
import { day } from './en.day'
import { time } from './en.time'

/** The words, in English, for what is set up. */
export const setup = {
  ...accounts,
  ...machine,
  ...pages,
  ...day,
  ...time,
  span,

  form: {
    noTime: 'A time such as 9:30, please.',
    noSpan: 'A time such as 3 h or 90 min, please.',
    remove: (what: string) => `Remove ${what}`,
    take: 'Remove',
    turned: (on: boolean) => `Switched ${on ? 'on' : 'off'}. Z undoes it`,
    add: 'Add',
    addTime: 'Add a time',
    newTime: 'New time',
    workingDays: 'Working days',
    hours: 'Hours',
    from: 'From',
    to: 'to',
    until: 'Until',
    hoursLine: (line: number) => `Hours, line ${line}`,
    removeHours: (line: number) => `Remove line ${line} of the hours`,
    always: 'Always',
    setHours: 'Set hours',
    otherHours: 'Other hours on some days',
    atMost: (time: string) => `at most ${time}`,
    waits: (waits: string[]) =>
      waits.length ? `Waits between check-ins. ${waits.join('. ')}` : 'No waits between check-ins',
    colour: 'Colour',
    colours: ['blue', 'green', 'amber', 'pink', 'violet', 'olive', 'orange', 'teal', 'slate'],
    save: 'Save',
    cancel: 'Cancel',
    unsaved: 'Not saved yet',
    saved: 'Saved. Z undoes it',
    removed: (what: string) => `Removed: ${what}. Z undoes it`,
    loading: 'Asking the core',
    copy: 'Copy',
    copyOf: (what: string) => `Copy: ${what}`,
    copied: 'Copied',
  },

  verdict: {
    confirmed: 'Verified',
    asked: 'Assumed',
    impossible: 'Not possible',
    off: 'Not asked',
  },

  firstRun: {
    off: 'Off',
    rest: '· nothing is silenced until you finish here',
    steps: ['Hours and check-ins', 'Clients', 'What to listen to', 'Silence in between'],
    step: (at: number, of: number) => `Step ${at} of ${of}`,
    next: (what: string) => `Next: ${what.toLocaleLowerCase()}`,
    finish: 'Open Today',
    skip: 'Skip',
    back: 'Back',
    hoursTitle: 'When do you work, and when do you want to look?',
    hoursSays:
      'Between check-ins the gate is shut and everything waits in one place. Three a day is a good start.',
    zone: 'in this computer’s zone, wherever it goes',
    checkIns: 'Check-ins',
    noDays: 'Choose a day, or skip this step: without hours, Sluice is always at work.',
    clientsTitle: 'Whom do you work for?',
    clientsSays:
      'A name and a colour are enough. A project of your own counts too, and everything else can follow later.',
    clientName: (at: number) => `Client ${at}, name`,
    clientPlace: 'Name',
    nextColour: (name: string) => `Another colour; it is ${name} now`,
    anotherClient: 'Another client',
    listenTitle: 'What should Sluice listen to?',
    listenSays:
      'What other programs put on your screen is kept in one place, and stays on this computer.',
    desktop: 'Desktop notifications',
    desktopKept:
      'From each pop-up: which program it is from, its title and text, and when it came. Settings and rules can keep the text out.',
    later: 'Mail, chats and boards can be connected later.',
    silenceTitle: 'Should other programs keep quiet between check-ins?',
    silenceSays:
      'Sluice can ask this computer for Do Not Disturb, inside your hours only. It claims only what it could confirm.',
    silence: 'Do Not Disturb',
    yes: 'Yes, keep them quiet',
    yesSays: 'Pop-ups stay away until a check-in opens. Your own setting comes back after.',
    no: 'No, only collect',
    noSays: 'Pop-ups go on as before, and everything waits for you in one place all the same.',
    notNow: 'At the moment nothing is asked; when it is, the strip says what came of it.',
    through: 'What comes through at once',
  },
}
