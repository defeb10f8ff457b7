const allowed = new Set(['http:', 'https:', 'mailto:'])

/** Whether an address from outside may be opened: http, https and mailto only. */
export function mayOpen(address: string): boolean {
  try {
    return allowed.has(new URL(address).protocol)
  } catch {
    return false
  }
}

/** A piece of a text: plain, or an address that may be opened. */
export interface Piece {
  text: string
  href?: string
}

const pattern = /(?:https?:\/\/|mailto:)[^\s<>"'`\u2028\u2029]+/gi
const trailing = /[.,;:!?…)\]}»”’]+$/u

/** Cuts a text at the addresses in it. Put together again, the pieces are the text. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const href = match[0].replace(trailing, '')
    if (!mayOpen(href)) continue
    if (match.index > from) found.push({ text: text.slice(from, match.index) })
    found.push({ text: href, href })
    from = match.index + href.length
  }
  if (from < text.length) found.push({ text: text.slice(from) })
  return found
}
