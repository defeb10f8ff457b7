import { computer } from './de.computer'
import { accountForms } from './de.forms'
import { refusals } from './de.refusals'
import { details, fields } from './de.refusals.sources'
import { ruleTold } from './de.rule'
import { accounts, standings } from './de.standing'
import { teller, type Form } from './told'

// Why an item stands where it stands.
const reasons: readonly Form[] = [
  ['%1 wrote to you directly', '%1 hat dir direkt geschrieben'],
  ['%1 mentions you', '%1 erwähnt dich'],
  ['Assigned to you', 'Dir zugewiesen'],
  ['%1 asks for your review', '%1 bittet dich um Durchsicht'],
  ['You are in copy', 'Du bist in Kopie'],
  ['Sent to a list', 'An eine Liste geschickt'],
  ['Broke through', 'Durchgebrochen'],
  ['You captured it', 'Du hast es notiert'],
  ['A program notified you', 'Ein Programm hat dir etwas gemeldet'],
  ['%1 notified you', '%1 hat dir etwas gemeldet'],
  ['%1 wrote to you', '%1 hat dir geschrieben'],
  ['You pinned it', 'Du hast es angeheftet'],
  ['%1 is stuck on you, for %2', '%1 kommt ohne dich nicht weiter, seit %2'],
  ['%1 is stuck on you', '%1 kommt ohne dich nicht weiter'],
  ['overdue', 'überfällig'],
  ['due today at %1', 'heute um %1 fällig'],
  ['due tomorrow', 'morgen fällig'],
  ['has waited longer than %1’s %2', 'wartet länger als die %2 für %1'],
  ['has waited %1 of %2’s %3', 'wartet seit %1 von %3 für %2'],
  ['you wanted to ask %1 again', 'du wolltest bei %1 nachfragen'],
  ['urgent at the source', 'an der Quelle dringend'],
  ['high at the source', 'an der Quelle wichtig'],
  ['low at the source', 'an der Quelle unwichtig'],
  ['marked critical by its sender', 'vom Absender als kritisch gekennzeichnet'],
  ['marked unimportant by its sender', 'vom Absender als unwichtig gekennzeichnet'],
  ['asks you something', 'fragt dich etwas'],
  ['says “%1”', 'sagt „%1“'],
  ['came several times', 'kam mehrmals'],
  ['came twice', 'kam zweimal'],
  ['you marked %1 as more important', 'du hast %1 als wichtiger gekennzeichnet'],
  ['you marked %1 as less important', 'du hast %1 als weniger wichtig gekennzeichnet'],
  ['your own project', 'dein eigenes Projekt'],
]

// What the gate decided, and why.
const gate: readonly Form[] = [
  ['You put it into the queue yourself.', 'Du hast es selbst in die Warteschlange getan.'],
  ['You muted this thread.', 'Du hast dieses Thema stummgeschaltet.'],
  ['One of your rules mutes it.', 'Eine deiner Regeln schaltet es stumm.'],
  ['A check-in was open.', 'Ein Check-in war offen.'],
  [
    'It broke through: second message within 10 minutes.',
    'Es brach durch: zweite Nachricht binnen 10 Minuten.',
  ],
  ['It broke through: somebody is calling.', 'Es brach durch: jemand ruft an.'],
  ['It broke through: an alarm that you set.', 'Es brach durch: ein Wecker, den du gestellt hast.'],
  ['It broke through: the battery is low.', 'Es brach durch: der Akku ist fast leer.'],
  ['It broke through: a one-time code.', 'Es brach durch: ein Einmalcode.'],
  ['It broke through: %1.', 'Es brach durch: %1.'],
  [
    'Deep work until %1: it is held for the check-in %2.',
    'Konzentrierte Arbeit bis %1: gehalten für den Check-in %2.',
  ],
  [
    'Paused until %1: it is held for the check-in %2.',
    'Angehalten bis %1: gehalten für den Check-in %2.',
  ],
  [
    'Deep work until %1: it is held until you open a check-in: none is planned.',
    'Konzentrierte Arbeit bis %1: gehalten, bis du einen Check-in öffnest; keiner ist geplant.',
  ],
  [
    'Paused until %1: it is held until you open a check-in: none is planned.',
    'Angehalten bis %1: gehalten, bis du einen Check-in öffnest; keiner ist geplant.',
  ],
  ['It is held for the check-in %1.', 'Gehalten für den Check-in %1.'],
  [
    'It is held until you open a check-in: none is planned.',
    'Gehalten, bis du einen Check-in öffnest; keiner ist geplant.',
  ],
  [
    'It is a newer form of one that is held.',
    'Es ist eine neuere Form von etwas, das gehalten wird.',
  ],
  [
    'One-time codes come through; they are shown and never stored.',
    'Einmalcodes kommen durch; sie werden gezeigt und nie gespeichert.',
  ],
  ['Calls come through.', 'Anrufe kommen durch.'],
  ['Alarms come through.', 'Wecker kommen durch.'],
  ['A low battery comes through.', 'Ein fast leerer Akku kommt durch.'],
  [
    'A second message within 10 minutes comes through.',
    'Eine zweite Nachricht binnen 10 Minuten kommt durch.',
  ],
  [
    'For %1: one-time codes come through; they are shown and never stored.',
    'Für %1: Einmalcodes kommen durch; sie werden gezeigt und nie gespeichert.',
  ],
  ['For %1: calls come through.', 'Für %1: Anrufe kommen durch.'],
  ['For %1: alarms come through.', 'Für %1: Wecker kommen durch.'],
  ['For %1: a low battery comes through.', 'Für %1: ein fast leerer Akku kommt durch.'],
  [
    'For %1: a second message within 10 minutes comes through.',
    'Für %1: eine zweite Nachricht binnen 10 Minuten kommt durch.',
  ],
]

// What a change would have made of the last fortnight.
const trials: readonly Form[] = [
  [
    'In the last 14 days this would have let %1 through at once and held %2; one wait would have been longer than promised.',
    'In den letzten 14 Tagen wären so %1 sofort durchgekommen und %2 gehalten worden; eine Wartezeit wäre länger gewesen als versprochen.',
  ],
  [
    'In the last 14 days this would have let %1 through at once and held %2; %3 waits would have been longer than promised.',
    'In den letzten 14 Tagen wären so %1 sofort durchgekommen und %2 gehalten worden; %3 Wartezeiten wären länger gewesen als versprochen.',
  ],
  [
    'In the last 14 days this would have let %1 through at once and held %2.',
    'In den letzten 14 Tagen wären so %1 sofort durchgekommen und %2 gehalten worden.',
  ],
]

// What is proposed, and why.
const proposals: readonly Form[] = [
  [
    'Of %1 in four weeks, you muted %2 or were done with them within a minute.',
    'Von %1 in vier Wochen hast du %2 stummgeschaltet oder binnen einer Minute erledigt.',
  ],
  [
    'Of %1 that you judged in four weeks, %2 were not worth it; all that were came from there.',
    'Von %1, die du in vier Wochen beurteilt hast, waren %2 es nicht wert; alle anderen kamen von dort.',
  ],
  [
    'Of %1 that you judged in four weeks, %2 were not worth it.',
    'Von %1, die du in vier Wochen beurteilt hast, waren %2 es nicht wert.',
  ],
  ['The check-in at %1 moves to %2.', 'Der Check-in um %1 kommt um %2.'],
  ['%1’s check-in at %2 moves to %3.', 'Der Check-in um %2 für %1 kommt um %3.'],
  [
    'In two weeks %1 waited %2 minutes on average. They would have waited %3.',
    'In zwei Wochen warteten %1 im Schnitt %2 Minuten. Es wären %3 gewesen.',
  ],
]

const days: Record<string, string> = {
  Monday: 'Montag',
  Tuesday: 'Dienstag',
  Wednesday: 'Mittwoch',
  Thursday: 'Donnerstag',
  Friday: 'Freitag',
  Saturday: 'Samstag',
  Sunday: 'Sonntag',
}

// Times are filled in as "at 13:00" and "on Monday 09:30".
function times(filled: string): string {
  return filled
    .replace(/^at (?=\d)/, 'um ')
    .replace(/^on (?=[MTWFS]\w+day )/, 'am ')
    .replace(/^Somebody$/, 'Jemand')
    .replace(/\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?= \d)/, (day) => days[day] ?? day)
}

/** The forms of the core's sentences that are known in German. */
export const forms = [
  ...accountForms, // without places to fill: these take no other sentence
  ...reasons,
  ...gate,
  ...trials,
  ...proposals,
  ...computer,
  ...accounts,
  ...refusals,
  ...standings,
  ...details,
]

const tell = teller(forms, times)
const tellAccount = teller(accounts, times)
const labels = new Map(accountForms)
const tellField = teller(fields, (filled) => labels.get(filled) ?? filled)

// How an account stands, with what its source adds behind it.
function accountTold(sentence: string): string | null {
  for (const { index } of sentence.matchAll(/[.!?] (?=\S)/g)) {
    const standing = sentence.slice(0, index + 1)
    const said = tellAccount(standing)
    if (said !== standing) return `${said} ${told(sentence.slice(index + 2))}`
  }
  return null
}

// What the core put together of sentences, each of which is known.
function partsTold(sentence: string): string {
  for (const { index } of sentence.matchAll(/[.!?] (?=\S)/g)) {
    const first = sentence.slice(0, index + 1)
    const said = tell(first)
    if (said !== first) return `${said} ${told(sentence.slice(index + 2))}`
  }
  return sentence
}

// What is wrong with the fields of a form: a sentence for each, one behind the other.
function fieldsTold(sentence: string): string | null {
  const each = sentence.split(/(?<=\.) (?=[A-Z])/)
  const labelled = (field: string) => labels.has(/^(.+?) is /.exec(field)?.[1] ?? '')
  const areFields = each.every((field) => labelled(field) || /^There is no field /.test(field))
  return areFields ? each.map(tellField).join(' ') : null
}

const before: Record<string, string> = {
  'No longer': 'Nicht mehr',
  'Less than now': 'Weniger als jetzt',
  Off: 'Aus',
}

/** Says a sentence of the core's in German. */
export function told(sentence: string): string {
  // Of a proposal that is about a rule, and of a rule that is off, the rule's own sentence follows.
  const about = /^(No longer|Less than now|Off): (.+)$/s.exec(sentence)
  if (about) return `${before[about[1] ?? ''] ?? ''}: ${told(about[2] ?? '')}`
  const anew = / Or enter the password anew\.$/
  if (anew.test(sentence)) return `${told(sentence.replace(anew, ''))} Oder gib es neu ein.`
  const said = ruleTold(sentence) ?? fieldsTold(sentence) ?? accountTold(sentence) ?? tell(sentence)
  return said === sentence ? partsTold(sentence) : said
}
