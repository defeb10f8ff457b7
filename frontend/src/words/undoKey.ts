const naming = /Z( (?:undoes|brings|takes|macht|bringt|nimmt)[^.]*\.?)$/

/** A sentence whose end names Z for undo, with the key that undo has; without that end where it has none. */
export function withUndoKey(sentence: string, key: string): string {
  if (key === 'Z') return sentence
  if (key) return sentence.replace(naming, (_, rest: string) => key + rest)
  return sentence.replace(naming, '').replace(/[.,] $/, '')
}
