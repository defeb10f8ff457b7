import type { Match } from '../../api'

/** Whether a match asks nothing, so that it would catch everything. */
export function isEmpty(match: Match): boolean {
  return Object.values(match).every((value) => !value?.trim())
}

/** A match without what asks nothing and without spaces around. */
export function trimmed(match: Match): Match {
  const asked = Object.entries(match).map(([field, value]) => [field, value?.trim()])
  return Object.fromEntries(asked.filter(([, value]) => value)) as Match
}

/** Whether a match asks for an address or a domain, which is known of mail alone. */
export function asksAddress(match: Match): boolean {
  return match.from?.includes('@') ?? false
}
