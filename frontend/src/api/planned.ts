import type createClient from 'openapi-fetch'
import { done, keyed, read } from './call'
import { requestKey } from './key'
import type { components, paths } from './schema'
import {
  mending,
  type Mending,
  type NewShield,
  type NewShieldRule,
  type PlannedShield,
} from './setup'

type Schemas = components['schemas']

/** A change that is thought of. `only` is a local date; without it all days change. */
export type PlanChange = Omit<Schemas['CheckPlanInputBody'], '$schema'>
/** A longest wait that a change would break, and the sentence that says so. */
export type BrokenWait = Schemas['BrokenWait']

/** What is planned on a day, and moving it. As with Core, every method throws a Problem. */
export class Planned {
  readonly #client

  constructor(client: ReturnType<typeof createClient<paths>>) {
    this.#client = client
  }

  /** The shields of today, those that are over too, the first one first. */
  async shields(): Promise<PlannedShield[]> {
    return (await read(this.#client.GET('/api/v1/shields'))).shields ?? []
  }

  /** Which longest waits a change would break; of the active client, if one is. Changes nothing. */
  async check(change: PlanChange): Promise<BrokenWait[]> {
    const options = { headers: keyed(requestKey()), body: change }
    return (await read(this.#client.POST('/api/v1/plan/check', options))).broken ?? []
  }

  /** Moves a check-in to a local time, on one local date or, without one, on all its days. */
  async moveCheckIn(
    id: number,
    at: string,
    only: string,
    key = requestKey(),
    mend?: Mending[],
  ): Promise<void> {
    const body = { at, only, ...mending(mend) }
    const options = { params: { path: { id } }, headers: keyed(key), body }
    await done(this.#client.PUT('/api/v1/checkins/{id}', options))
  }

  /** Leaves a check-in out on one local date. */
  async skipCheckIn(id: number, date: string, key = requestKey(), mend?: Mending[]): Promise<void> {
    const body = { date, ...mending(mend) }
    const options = { params: { path: { id } }, headers: keyed(key), body }
    await done(this.#client.POST('/api/v1/checkins/{id}/skip', options))
  }

  /** Gives a planned shield another span, on its day alone; one that is up another end. */
  async moveShield(id: number, body: NewShield, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key), body }
    await done(this.#client.PUT('/api/v1/shields/{id}', options))
  }

  /** Changes a repeating shield on all its days to come. */
  async changeRepeat(id: number, body: NewShieldRule, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key), body }
    await done(this.#client.PUT('/api/v1/shields/rules/{id}', options))
  }
}
