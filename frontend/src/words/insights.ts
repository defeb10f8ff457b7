/** The words around what the last days say. */
export interface InsightWords {
  insights: {
    title: string
    spanName: string
    days(count: number): string
    few: string
    little(count: number): string
    none: string
    noneNext: string
    held: string
    heldOf(count: number): string
    keptAway: string
    keptAwaySays: string
    brokeThrough: string
    brokeThroughSays: string
    shielded: string
    shieldedSays: string
    proposals: string
    proposalsSays: string
    accept: string
    decline: string
    accepted: string
    declined: string
    client: string
    waits: string
    waitsSays: string
    promised(wait: string, broken: number): string
    nothingPromised: string
    through: string
    throughSays: string
    byRule: string
    rule: string
    ruleGone: string
    throughCount: string
    times(count: number): string
    judged(worth: number, not: number): string
    worthOf(title: string): string
    sender: string
    noise: string
    noiseSays: string
    arrivals(count: number): string
    dropped(count: number): string
    day: string
    switching: string
    switchingSays: string
    switches(count: number): string
  }
}
