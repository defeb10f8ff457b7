import { SvelteMap } from 'svelte/reactivity'
import type { BrokenWait, Mending, PlanChange } from '../api'
import { firstWay, hasWay, type Way } from './ways'

/**
 * The question that comes before a change of the plan is saved which breaks clients' longest waits: whose,
 * and what shall be done about each.
 */
export class Asking {
  #broken = $state.raw<readonly BrokenWait[]>([])
  readonly #chosen = new SvelteMap<string, Way>()
  #answer: ((mend: Mending[] | null) => void) | null = null
  #turn = 0
  readonly #check: (change: PlanChange) => Promise<BrokenWait[]>

  /** `check` asks the core what a change would break. */
  constructor(check: (change: PlanChange) => Promise<BrokenWait[]>) {
    this.#check = check
  }

  /** What is asked about; empty: nothing is. */
  get broken(): readonly BrokenWait[] {
    return this.#broken
  }

  /**
   * Asks about what a change would break, and gives what shall be done about that; null: the change is
   * left. A change that breaks nothing is not asked about, and neither is one of which the core cannot
   * tell: that keeps nobody from planning. A new question takes the place of the one before, which is left.
   */
  async about(change: PlanChange): Promise<Mending[] | null> {
    this.leave()
    const turn = this.#turn
    const broken = await this.#check(change).catch((): BrokenWait[] => [])
    if (turn !== this.#turn) return null
    if (!broken.length) return []
    this.#broken = broken
    return new Promise((answer) => (this.#answer = answer))
  }

  /** What is done about a wait: what was chosen, else what is proposed. */
  wayOf({ client, breach }: BrokenWait): Way {
    const chosen = this.#chosen.get(client)
    if (!breach) return 'extra'
    return chosen && hasWay(breach, chosen) ? chosen : firstWay(breach, true)
  }

  choose({ client }: BrokenWait, way: Way): void {
    this.#chosen.set(client, way)
  }

  /** The change is made, with what was chosen. */
  go(): void {
    this.#end(this.#broken.map((each) => ({ client: each.client, way: this.wayOf(each) })))
  }

  /** The change is left. */
  leave(): void {
    this.#end(null)
  }

  #end(mend: Mending[] | null): void {
    this.#turn++
    const answer = this.#answer
    this.#answer = null
    this.#broken = []
    this.#chosen.clear()
    answer?.(mend)
  }
}
