import { minutesOf } from './timeofday'

/** A part of a day, local times: "09:00" to "17:00". */
export interface Part {
  start: string
  end: string
}

/** The same part on several days of the week (0 is Sunday): a line in the editor of hours. */
export interface Block extends Part {
  days: number[]
}

const sameShape = (part: Part) => `${part.start}–${part.end}`

/** The days of the week from Monday on, as numbers with 0 for Sunday. */
export const mondayFirst: readonly number[] = [1, 2, 3, 4, 5, 6, 0]

/** Working hours as lines: equal parts of several days stand together. */
export function blocksOf(week: readonly (readonly Part[])[]): Block[] {
  const blocks = new Map<string, Block>()
  for (const day of mondayFirst) {
    for (const part of week[day] ?? []) {
      const block = blocks.get(sameShape(part)) ?? { ...part, days: [] }
      blocks.set(sameShape(part), { ...block, days: [...block.days, day] })
    }
  }
  return [...blocks.values()]
}

/**
 * Lines as working hours, sorted within each day, Sunday first. An end that is not after its start
 * lies on the day after; parts that touch or overlap become one.
 */
export function weekOf(blocks: readonly Block[]): Part[][] {
  const week: Part[][] = Array.from({ length: 7 }, () => [])
  for (const { days, start, end } of blocks) {
    for (const day of days) {
      if (minutesOf(start) < minutesOf(end)) week[day]!.push({ start, end })
      else overMidnight(week, day, start, end)
    }
  }
  return week.map(united)
}

function overMidnight(week: Part[][], day: number, start: string, end: string) {
  week[day]!.push({ start, end: '24:00' })
  if (minutesOf(end) > 0) week[(day + 1) % 7]!.push({ start: '00:00', end })
}

function united(parts: Part[]): Part[] {
  const sorted = [...parts].sort((a, b) => minutesOf(a.start) - minutesOf(b.start))
  const result: Part[] = []
  for (const part of sorted) {
    const last = result.at(-1)
    if (!last || minutesOf(part.start) > minutesOf(last.end)) result.push({ ...part })
    else if (minutesOf(part.end) > minutesOf(last.end)) last.end = part.end
  }
  return result
}

/** The days on which there are hours at all; none where there are none. */
export function daysOf(week: readonly (readonly Part[])[]): number[] {
  return mondayFirst.filter((day) => week[day]?.length)
}

/** The widest day, from its earliest start to its latest end; null: there are no hours. */
export function widest(week: readonly (readonly Part[])[]): Part | null {
  const parts = week.flat()
  if (!parts.length) return null
  const start = parts.map((part) => part.start).sort()[0]!
  const end = parts
    .map((part) => part.end)
    .sort()
    .at(-1)!
  return { start, end }
}

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The days as the plan names them: "daily", "weekdays", "mon,wed". */
export function daysText(days: readonly number[]): string {
  const sorted = mondayFirst.filter((day) => days.includes(day))
  if (sorted.length === 7) return 'daily'
  if (sorted.join() === '1,2,3,4,5') return 'weekdays'
  return sorted.map((day) => names[day]).join(',')
}

/** The days that the plan names, 0 for Sunday, from Monday on. */
export function daysIn(text: string): number[] {
  if (text === 'daily') return [...mondayFirst]
  if (text === 'weekdays') return [1, 2, 3, 4, 5]
  const named = text.split(',')
  return mondayFirst.filter((day) => named.includes(names[day]!))
}
