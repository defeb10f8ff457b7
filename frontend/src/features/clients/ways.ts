import type { Breach, Client, Mend } from '../../api'
import { daysIn } from '../../ui/form/hours'
import { moment, words } from '../../words'
import { daysInWords } from '../../words/days'
import { clockIn } from './zones'

/** What can be done about a longest wait that the plan breaks: two change the plan, two do not. */
export type Way = Mend | 'extra' | 'longer'

/** A way as a row: what it is, and what it would do. */
export interface WayRow {
  way: Way
  label: string
  says: string
}

/** The ways that a breach has, the one that is proposed first. `zone` is the user's. */
export function waysOf(breach: Breach, client: Client, zone: string, now: number): WayRow[] {
  const page = words.clientPage
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
  if (way === 'check-ins') return breach.checkIns.length > 0
  return way !== 'shields' || breach.shields.length > 0
}

/** How the plan changes by a way; undefined: not. */
export const mendOf = (way: Way | null): Mend | undefined =>
  way === 'check-ins' || way === 'shields' ? way : undefined

/** The way that is chosen before anybody chose: one that changes the plan only for a wait that is new. */
export function firstWay(breach: Breach, fresh: boolean): Way {
  const mending: Way[] = ['shields', 'check-ins']
  return (fresh && mending.find((way) => hasWay(breach, way))) || 'extra'
}

function added({ checkIns }: Breach, client: Client): WayRow {
  const page = words.clientPage
  const own = checkIns.some((each) => each.own)
  const times = new Intl.ListFormat(words.locale)
  const says = [...new Set(checkIns.map(({ days }) => days))].map((days) => {
    const at = checkIns.filter((each) => each.days === days).map((each) => each.at)
    return `${times.format(at)}, ${daysInWords(daysIn(days), words.locale)}`
  })
  return {
    way: 'check-ins',
    label: page.addWay(checkIns.length, own ? client.name : ''),
    says: says.join('; '),
  }
}

function trimmed({ shields }: Breach, zone: string, now: number): WayRow {
  const page = words.clientPage
  const says = shields.map((each) =>
    page.shieldSays(
      each.note ?? '',
      each.always ? '' : at(each.from, zone, now),
      clockIn(zone, Date.parse(each.end)),
      clockIn(zone, Date.parse(each.until)),
    ),
  )
  return { way: 'shields', label: page.shieldsWay, says: says.join('; ') }
}

const at = (instant: string, zone: string, now: number) => moment(instant, now, zone, words)
