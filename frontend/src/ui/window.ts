/** Which rows of a long list are drawn: from `first` up to, not including, `end`. */
export interface Range {
  first: number
  end: number
}

const beyond = 6 // rows drawn above and below what is seen, so that a quick scroll shows no hole

/**
 * The rows to draw, of `count`. `top` gives where a row begins, in px below the first row's place; it
 * grows from row to row, and may leave room between them. A list that has no height yet is drawn as one
 * of 800 px.
 */
export function visible(
  scrollTop: number,
  height: number,
  count: number,
  top: (row: number) => number,
): Range {
  const first = Math.max(0, rowAt(scrollTop, count, top) - beyond)
  const end = Math.min(count, rowAt(scrollTop + (height || 800), count, top) + 1 + beyond)
  return { first: Math.min(first, end), end }
}

// The last row that begins at or above a place, by halving.
function rowAt(place: number, count: number, top: (row: number) => number): number {
  let [low, high] = [0, Math.max(0, count - 1)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (top(middle) <= place) low = middle
    else high = middle - 1
  }
  return low
}

/** How many of some sorted numbers are not above another. */
export function upTo(sorted: readonly number[], number: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= number) low = middle + 1
    else high = middle
  }
  return low
}

/** Where a list is scrolled to, and how much empty room stands before its first row. */
export interface Place {
  scrollTop: number
  lead: number
}

/**
 * The place at which a row keeps its pixels although it is now the row `to` instead of `from`.
 * What cannot be had by scrolling, since the list begins there, becomes room before the first row.
 */
export function anchored(place: Place, from: number, to: number, row: number): Place {
  const wanted = place.scrollTop - place.lead + (to - from) * row
  return wanted < 0 ? { scrollTop: 0, lead: -wanted } : { scrollTop: wanted, lead: 0 }
}

/** The place nearest to the given one at which a whole row is seen; without room before the first. */
export function revealed(place: Place, index: number, row: number, height: number): Place {
  const top = index * row
  const start = Math.max(0, place.scrollTop - place.lead)
  const scrollTop = Math.min(top, Math.max(start, top + row - height))
  return { scrollTop: Math.max(0, scrollTop), lead: 0 }
}
