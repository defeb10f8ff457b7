import type { Match, Proposal, Rule } from '../../api'
import type { Words } from '../../words'

/** Whether a match asks nothing, so that it would catch everything. */
export function isEmpty(match: Match): boolean {
  return Object.values(match).every((value) => !value?.trim())
}

/** A match without what asks nothing and without spaces around. */
export function trimmed(match: Match): Match {
  const asked = Object.entries(match).map(([field, value]) => [field, value?.trim()])
  return Object.fromEntries(asked.filter(([, value]) => value)) as Match
}

/** A rule as a sentence. A proposed one says what it does in the core's own words. */
export function sentenceOf(
  { kind, builtin, client, match }: Rule,
  proposals: readonly Proposal[],
  words: Words,
): string {
  const page = words.rulesPage
  if (builtin) return proposals.find((each) => each.builtin === builtin)?.sentence ?? builtin
  const routed = kind === 'route'
  const said = parts(match, words)
  if (client && !routed) said.push(page.saidClient(client))
  const what = page.and(said)
  return page.sentence[kind as keyof typeof page.sentence](what, client)
}

function parts({ app, entry, source, from, words: says }: Match, words: Words): string[] {
  const page = words.rulesPage
  const alternatives = (says ?? '').split(',').map((word) => word.trim())
  const said = alternatives.filter(Boolean)
  return [
    app && page.saidApp(app),
    entry && page.saidEntry(entry),
    source && page.saidSource(source),
    from && page.saidFrom(from),
    said.length ? page.saidWords(said) : '',
  ].filter((part): part is string => !!part)
}
