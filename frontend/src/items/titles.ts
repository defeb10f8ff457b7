const answer = /^\s*(?:re|aw|sv|vs|fw|fwd|wg|tr|rv)\s*(?:\[\d+\])?\s*[:：]\s*/i

/** A title without what mail programs put before it: "Re: Fwd: Prices" is "Prices". */
export function bare(title: string): string {
  const shorter = title.replace(answer, '')
  return shorter === title ? title.trim() : bare(shorter)
}

/** Whether a message's title says nothing beyond that of its item: the same, or its beginning. */
export function repeats(title: string, of: string): boolean {
  return bare(of).toLocaleLowerCase().startsWith(bare(title).toLocaleLowerCase())
}
