// A rule's sentence has any of these parts, in this order, so that a form for each would be a hundred.
const parts = [
  [' of (?!the source )(.+?)', 'von %'],
  [' from “(.+?)”', 'mit „%“ als Absender'],
  [' in (.+?)', 'in %'],
  [' by the program (.+?)', 'vom Programm %'],
  [' of the source (.+?)', 'aus der Quelle %'],
  [' that says (“.+”)', 'mit %'],
] as const

const optional = parts.map(([english]) => `(?:${english})?`).join('')
const ends = '(?: goes to (?<to>.+)|(?<end> comes through at once| is muted| is never stored))'
const pattern = new RegExp(`^(?:The text of e|E)verything${optional}${ends}\\.$`, 's')

/** Says in German what the core says of a rule; null: the sentence is none of a rule. */
export function ruleTold(sentence: string): string | null {
  const found = pattern.exec(sentence)
  if (!found) return null
  const { to, end } = found.groups ?? {}
  const said = parts.flatMap(([, german], i) => {
    const filled = found[i + 1]
    return filled ? [german.replace('%', () => quoted(filled))] : []
  })
  const what = said.length ? ` ${said.join(', ')}` : ''
  if (to) return `Alles${what} geht an ${to}.`
  if (end === ' is never stored') return `Der Text von allem${what} wird nie gespeichert.`
  return `Alles${what} ${end === ' is muted' ? 'ist stumm' : 'kommt sofort durch'}.`
}

// Alternatives: “a” or “b”.
function quoted(filled: string): string {
  return filled.replaceAll('” or “', '” oder “').replaceAll('“', '„').replaceAll('”', '“')
}
