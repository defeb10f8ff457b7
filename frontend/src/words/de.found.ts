import { teller, type Form } from './told'

// What a check tells as found at a service.
const finds: readonly Form[] = [
  ['%1 mail in %2', '%1 Mail in %2'],
  ['%1 mails in %2', '%1 Mails in %2'],
  ['%1 message that the server keeps', '%1 Nachricht, die der Server behält'],
  ['%1 messages that the server keeps', '%1 Nachrichten, die der Server behält'],
  ['%1 pending to-do', '%1 offene Aufgabe'],
  ['%1 pending to-dos', '%1 offene Aufgaben'],
  ['%1 or more conversations', '%1 oder mehr Unterhaltungen'],
  ['%1 conversation', '%1 Unterhaltung'],
  ['%1 conversations', '%1 Unterhaltungen'],
  ['mentions of you, by searching', 'Erwähnungen von dir, durch Suchen'],
  ['news at once', 'Neues sofort'],
  [
    'its notifications, to snooze them during a shield',
    'seine Benachrichtigungen, um sie während eines Schilds zu pausieren',
  ],
  ['%1 file', '%1 Datei'],
  ['%1 files', '%1 Dateien'],
  ['%1 open task of yours in %2', '%1 offene Aufgabe von dir in %2'],
  ['%1 open tasks of yours in %2', '%1 offene Aufgaben von dir in %2'],
  ['%1 unread notifications or more', '%1 ungelesene Benachrichtigungen oder mehr'],
  ['%1 unread notification', '%1 ungelesene Benachrichtigung'],
  ['%1 unread notifications', '%1 ungelesene Benachrichtigungen'],
  ['%1 post', '%1 Beitrag'],
  ['%1 posts', '%1 Beiträge'],
  ['%1 meeting until %2', '%1 Termin bis %2'],
  ['%1 meetings until %2', '%1 Termine bis %2'],
]

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const day = new Intl.DateTimeFormat('de', { day: 'numeric', month: 'long', timeZone: 'UTC' })

// Days are filled in as "2 January".
function days(filled: string): string {
  const [, of, name = ''] = /^(\d\d?) ([A-Z][a-z]+)$/.exec(filled) ?? []
  const month = months.indexOf(name)
  return month < 0 ? filled : day.format(Date.UTC(2024, month, Number(of)))
}

const tell = teller(finds, days)

/** Says in German what was found; of a calendar its name stands before. */
export function found(find: string): string {
  const [, name, rest] = /^(.+): (.+?)$/s.exec(find) ?? []
  return name && rest && tell(rest) !== rest ? `${name}: ${tell(rest)}` : tell(find)
}
