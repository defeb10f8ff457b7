/** Which rows of a long list are drawn: from `first` up to, not including, `end`. */
export interface Range {
  first: number
  end: number
}

const beyond = 6 // rows drawn above and below what is seen, so that a quick scroll shows no hole

/** The rows to draw. All measures in px; a list that has no height yet is drawn as one of 800 px. */
export function visible(scrollTop: number, height: number, row: number, count: number): Range {
  const seen = height || 800
  const first = Math.max(0, Math.floor(scrollTop / row) - beyond)
  const end = Math.min(count, Math.ceil((scrollTop + seen) / row) + beyond)
  return { first: Math.min(first, end), end }
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
