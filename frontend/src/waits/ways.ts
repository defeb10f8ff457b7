import type { Breach, Mend } from '../api'
import { daysIn } from '../ui/form/hours'
import { localTime } from '../ui/form/zoned'
import { moment, words } from '../words'
import { daysInWords } from '../words/days'

/** What can be done about a longest wait that the plan breaks: two change the plan, two do not. */
export type Way = Mend | 'extra' | 'longer'

/** A way as a row: what it is, and what it would do. */
export interface WayRow {
  way: Way
  label: string
  says: string
}

/** The ways that a breach of a client's wait has, the one that is proposed first. `zone` is the user's. */
export function waysOf(breach: Breach, client: string, zone: string, now: number): WayRow[] {
  const page = words.waits
  const rows: WayRow[] = [
    { way: 'extra', label: page.extraWay, says: page.extraSays(at(breach.addAt, zone, now)) },
    {
      way: 'longer',
      label: page.longerWay(words.span(breach.holdsMinutes)),
      says: page.longerSays,
    },
  ]
  if (hasWay(breach, 'check-ins')) rows.unshift(added(breach, client))
  if (hasWay(breach, 'shields')) rows.unshift(trimmed(breach, zone, now))
  return rows
}

/** Whether a breach has a way; the two that leave the plan alone are always there. */
export function hasWay(breach: Breach, way: Way): boolean {
  if (way === 'check-ins') return (breach.checkIns ?? []).length > 0
  return way !== 'shields' || (breach.shields ?? []).length > 0
}

/** How the plan changes by a way; undefined: not. */
export const mendOf = (way: Way | null): Mend | undefined =>
  way === 'check-ins' || way === 'shields' ? way : undefined

/** The way that is chosen before anybody chose: one that changes the plan only for what is new. */
export function firstWay(breach: Breach, fresh: boolean): Way {
  const mending: Way[] = ['shields', 'check-ins']
  return (fresh && mending.find((way) => hasWay(breach, way))) || 'extra'
}

function added({ checkIns }: Breach, client: string): WayRow {
  const page = words.waits
  const all = checkIns ?? []
  const own = all.some((each) => each.own)
  const times = new Intl.ListFormat(words.locale)
  const when = ({ days, once }: (typeof all)[number]) =>
    once ? page.on(date(once)) : daysInWords(daysIn(days), words.locale)
  const says = [...new Set(all.map(when))].map((said) => {
    const at = all.filter((each) => when(each) === said).map((each) => each.at)
    return `${times.format(at)}, ${said}`
  })
  return {
    way: 'check-ins',
    label: page.addWay(all.length, own ? client : ''),
    says: says.join('; '),
  }
}

function trimmed({ shields }: Breach, zone: string, now: number): WayRow {
  const page = words.waits
  const says = (shields ?? []).map((each) =>
    page.shieldSays(
      each.note ?? '',
      each.always ? '' : at(each.from, zone, now),
      localTime(Date.parse(each.end), zone),
      localTime(Date.parse(each.until), zone),
    ),
  )
  return { way: 'shields', label: page.shieldsWay, says: says.join('; ') }
}

const at = (instant: string, zone: string, now: number) => moment(instant, now, zone, words)

const date = (once: string) =>
  new Intl.DateTimeFormat(words.locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
  }).format(Date.parse(once))
