import type { Wanted } from '../api'

/** How many rows are fetched at a time; a list that is no longer is here as a whole. */
export const most = 400

/** A row of the whole list by its place, or that of the cursor, wherever it is. */
export type Goal = number | 'cursor'

/** Which part of a long list is looked at, and where the cursor is to go in it. */
export class Sight {
  /** Where the cursor is to go when the part with it is here; null: nowhere. */
  goal: Goal | null = null
  #first = 0
  #end = 0

  /** Says which rows are on the screen, by their place in the whole list. */
  see(first: number, end: number): void {
    this.#first = first
    this.#end = end
  }

  /** Sends the cursor somewhere; what is to be seen is there then. */
  send(goal: Goal): void {
    this.goal = goal
    if (goal !== 'cursor') this.see(goal, goal + 1)
  }

  /** Forgets that the cursor was sent somewhere, unless it was sent on meanwhile. */
  reached(goal: Goal | null): void {
    if (goal === this.goal) this.goal = null
  }

  /**
   * The part to ask for: around the cursor while that is on or near the screen, else around what is on
   * it. `at` is the cursor's place in the whole list, −1: unknown; `complete` says that there is no more.
   */
  wanted(cursor: number | null, at: number, complete: boolean): Wanted {
    const middle = Math.floor((this.#first + this.#end) / 2)
    const offset = complete ? 0 : Math.max(0, middle - most / 2)
    const seen = at >= 0 && Math.abs(at - middle) < most / 4
    const near = this.goal === 'cursor' || (this.goal === null && seen)
    return { offset, limit: most, near: near ? cursor : null }
  }
}
