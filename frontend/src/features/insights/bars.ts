import type { Insights } from '../../api'
import { words } from '../../words'
import { span } from '../../words/counts'
import type { Bar } from './Bars.svelte'

const said = words.insights

/** The longest waits of the clients; one that was promised and broken is late. */
export function waitBars({ waits }: Insights): Bar[] {
  return waits.map((wait) => ({
    id: wait.client,
    name: wait.client || words.queue.unassigned,
    value: wait.longestMinutes,
    said: span(wait.longestMinutes),
    note: wait.promiseMinutes
      ? said.promised(span(wait.promiseMinutes), wait.broken)
      : said.nothingPromised,
    few: wait.tooFew,
    late: wait.broken > 0,
  }))
}

const noisiest = 12 // rows that are read at a glance

/** Who sends most, and how much of it was put away at once. */
export function noiseBars({ noise }: Insights): Bar[] {
  return noise.slice(0, noisiest).map((one) => ({
    id: `${one.client} ${one.source} ${one.app} ${one.from}`,
    name: words.queue.from(one.from, one.app) || one.source,
    value: one.n,
    said: said.arrivals(one.n),
    note: said.dropped(one.dropped),
    few: one.tooFew,
  }))
}

/** How often the user went over to another client, day by day. */
export function switchBars({ switches }: Insights): Bar[] {
  const day = new Intl.DateTimeFormat(words.locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' },
  })
  return switches.map(({ date, n }) => ({
    ...{ id: date, name: day.format(Date.parse(date)), value: n, said: said.switches(n) },
  }))
}

/** What each break-through rule let through, and how that was judged. */
export function ruleBars({ byRule }: Insights): Bar[] {
  return byRule.map((rule) => ({
    id: `${rule.rule} ${rule.sentence}`,
    name: rule.sentence || said.ruleGone,
    value: rule.n,
    said: said.times(rule.n),
    note: said.judged(rule.worth, rule.notWorth),
    few: rule.tooFew,
  }))
}
