import type { Block, Mark } from './day'

const room = 20 // minutes on the day's line that the words of a mark need

/**
 * Where the words of each mark stand, in minutes: at its moment, or just below the words before it;
 * and clear of a shield's words, above its beginning and below its end.
 */
export function places(
  marks: readonly Pick<Mark, 'at'>[],
  blocks: readonly Pick<Block, 'from' | 'until'>[],
): number[] {
  let free = -room
  return marks.map(({ at }) => {
    const begins = blocks.some(({ from }) => Math.abs(at - from) < room / 2)
    const ends = blocks.some(({ until }) => Math.abs(at - until) < room / 2)
    const wanted = begins ? at - room / 2 - 2 : ends ? at + room / 2 + 2 : at
    free = Math.max(wanted, free) + room
    return free - room
  })
}

/** Puts spans that overlap side by side: for each its column, and how many there are beside it. */
export function columns(spans: readonly { from: number; until: number }[]): {
  column: number
  of: number
}[] {
  const placed: { column: number; of: number }[] = []
  let group: number[] = []
  let ends: number[] = [] // of the columns of the group
  const close = () => {
    for (const each of group) placed[each]!.of = ends.length
    ;[group, ends] = [[], []]
  }
  const order = spans.map((_, i) => i).sort((a, b) => spans[a]!.from - spans[b]!.from)
  for (const i of order) {
    const { from, until } = spans[i]!
    if (ends.every((end) => end <= from)) close()
    const free = ends.findIndex((end) => end <= from)
    const column = free < 0 ? ends.length : free
    ends[column] = until
    placed[i] = { column, of: 1 }
    group.push(i)
  }
  close()
  return placed
}
