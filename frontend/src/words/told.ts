/** A sentence of the core's, by its form: %1, %2 … stand for what it fills in. */
export type Form = readonly [english: string, other: string]

interface Reader {
  pattern: RegExp
  said: string
}

/**
 * Gives a function that says the core's sentences in another language. The core speaks English and
 * fills in names and times; what has no form here stays as it came. `times` changes what was filled in.
 */
export function teller(forms: readonly Form[], times: (filled: string) => string) {
  const readers = forms.map(([english, said]): Reader => ({ pattern: patternOf(english), said }))
  const known = new Map<string, string>()

  function tell(sentence: string): string {
    for (const { pattern, said } of readers) {
      const found = pattern.exec(sentence)
      if (found) return said.replace(/%(\d)/g, (_, n: string) => times(found[Number(n)] ?? ''))
    }
    return sentence
  }

  return (sentence: string): string => {
    const before = known.get(sentence)
    if (before !== undefined) return before
    if (known.size > 2000) known.clear() // names are filled in: there is no end to them
    const told = tell(sentence)
    known.set(sentence, told)
    return told
  }
}

function patternOf(english: string): RegExp {
  const literal = english.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // The core writes the apostrophe of typewriters.
  return new RegExp(`^${literal.replace(/’/g, "['’]").replace(/%\d/g, '(.+)')}$`, 's')
}
