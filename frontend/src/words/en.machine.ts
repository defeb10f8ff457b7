/** The words, in English, for what concerns this machine: scripts, backups, sample data. */
export const machine = {
  systemPages: {
    open: {
      notifications: 'Open the system’s settings',
      access: 'Allow it in the settings',
      shortcuts: 'Make a Shortcut',
    },
    name: 'name of the Shortcut',
    steps: [
      'In Shortcuts, make a new one and give it exactly this name:',
      'Add the action “If” and choose “Shortcut Input” for it, with “is” and 0. At the top “Receive … input” appears: choose Text there.',
      'Into the “If” put “Set Focus”: turn Do Not Disturb off.',
      'Under “Otherwise” put “Adjust Date”: add “Shortcut Input” minutes to the current date. Below it “Set Focus”: turn Do Not Disturb on, until time, the adjusted date.',
      'Run it once by hand, and allow what macOS asks. Sluice tries it at the next shield or hour of quiet.',
    ],
  },

  scripts: {
    title: 'Scripts',
    says: 'Builds, monitors and scripts of yours can put things in. They are held and ranked like everything else.',
    on: 'Listen to scripts on this computer',
    onSays: 'At an address of this computer alone, and only for who sends the secret.',
    address: 'Address',
    secret: 'Secret lies in',
    secretSays: 'Only you can read this file. Delete it to get a new secret.',
    try: 'Try it',
    trySays: 'In a terminal. It comes through at the next check-in.',
    example: (address: string, secret: string) =>
      [
        `curl http://${address}/api/v1/arrivals \\`,
        `  -H "Authorization: Bearer $(cat '${secret}')" \\`,
        `  -H 'Content-Type: application/json' \\`,
        `  -d '{"arrivals":[{"title":"The build failed","app":"CI"}]}'`,
      ].join('\n'),
  },

  backup: {
    title: 'Backups',
    says: 'Each day, and before each change of the database, everything is copied beside it on this computer. The last fourteen days are kept.',
    none: 'There is none yet. The first one is made within a day.',
    make: 'Back up now',
    making: 'Backing up',
    made: 'Backed up',
    look: 'Look',
    lookAt: (when: string) => `Look at the backup of ${when}`,
    more: (count: number) => `All ${count}`,
    fewer: 'Only the newest',
    items: (count: number) => (count === 1 ? '1 item' : `${count} items`),
    size: (kilo: number) =>
      kilo < 1024 ? `${Math.ceil(kilo)} kB` : `${(kilo / 1024).toFixed(1)} MB`,
    unreadable: 'damaged',
    reason: (reason: string): string => {
      if (reason === 'before-restore') return 'what was there before a restore'
      return reason.startsWith('schema-') ? 'before an update' : reason ? '' : 'made by you'
    },
    walled: 'A restore concerns all clients: switch to All for it.',
    then: 'In this backup',
    now: 'At present',
    clients: 'Clients',
    itemsName: 'Items',
    arrivals: 'Arrivals',
    newest: 'Newest arrival',
    nothing: 'none',
    wouldDo:
      'Restoring puts this backup in the place of what is there now, which is moved aside as a backup of its own. Sluice starts anew; in a browser it needs a fresh link then.',
    keep: 'Keep what is there',
    restore: 'Restore this backup',
    restoring: 'Restoring. Sluice starts anew',
    export: 'Export',
    exportSays: 'Everything as lines of JSON, readable by you and by other programs.',
    exportAll: 'Export everything',
    exporting: 'Exporting',
    exported: (path: string) => `Written to ${path}`,
  },

  sample: {
    offer: 'Try it with sample data',
    opening: 'Making sample data',
    opened: 'It is open in a window of its own. Nothing of it mixes with yours.',
    link: 'Open the sample data',
    linkSays: 'in a new tab. Nothing of it mixes with yours.',
    name: 'Sample data',
    note: 'This is sample data. Nothing here is yours, and nothing you do here touches yours.',
    end: 'End the sample',
    ended: 'The sample data have ended.',
    endedNext: 'You can close this page. Your own Sluice goes on.',
  },
}
