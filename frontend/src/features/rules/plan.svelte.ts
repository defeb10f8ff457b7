import {
  coalesce,
  mending,
  Doing,
  type CheckIn,
  type Mending,
  type NewCheckIn,
  type NewShield,
  type NewShieldRule,
  type PlanChange,
  type PlanChanges,
  type PlanTrial,
  type PlannedShield,
  type Settings,
  type Setup,
  type ShieldRule,
} from '../../api'
import { instantOf } from '../../ui/form/zoned'
import { Asking } from '../../waits/asking.svelte'
import { words } from '../../words'

const year = 366 * 86_400_000 // milliseconds

/** What is planned. */
interface Planned {
  checkIns: readonly CheckIn[]
  shields: readonly ShieldRule[]
  /** The single ones to come. */
  single: readonly PlannedShield[]
  settings: Settings
}

/** What the budget of a check-in counts. */
export type BudgetBy = 'minutes' | 'items'

const someItems = 12 // what most get through in the usual 20 minutes
const pause = 20 // seconds without input that end a thought, most often

/** The check-ins and shields that repeat. Each is stored at once, and undo takes that back. */
export class Plan {
  readonly trying: Doing
  /** What a change would break, asked before it is made. */
  readonly asking: Asking
  #told = $state.raw<Planned | null>(null)
  readonly #setup: Setup

  /** Asks the core for the plan. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(setup: Setup, say: (text: string) => void) {
    this.#setup = setup
    this.trying = new Doing(say, () => this.load())
    this.asking = new Asking((change) => setup.checkPlan(change))
  }

  /** Null until the core has told it. */
  get told(): Planned | null {
    return this.#told
  }

  addCheckIn(checkIn: NewCheckIn): Promise<boolean> {
    return this.#asked('check-in', { add: [checkIn] }, words.form.saved, (key, mend) =>
      this.#setup.addCheckIn({ ...checkIn, ...mending(mend) }, key),
    )
  }

  removeCheckIn({ id, at }: CheckIn): Promise<boolean> {
    const said = words.form.removed(at)
    return this.#asked('check-ins', { checkIn: id, remove: true }, said, (key, mend) =>
      this.#setup.removeCheckIn(id, key, mend),
    )
  }

  /** Switches a check-in off, which keeps it, or on again. */
  turnCheckIn({ id }: CheckIn, on: boolean): Promise<boolean> {
    const said = words.form.turned(on)
    return this.#asked('check-ins', { checkIn: id, switch: on }, said, (key, mend) =>
      this.#setup.switchCheckIn(id, on, key, mend),
    )
  }

  /** Switches a repeating shield off, which keeps it, or on again. */
  turnShield({ id }: ShieldRule, on: boolean): Promise<boolean> {
    const said = words.form.turned(on)
    return this.#asked('shields', { rule: id, switch: on }, said, (key, mend) =>
      this.#setup.switchShieldRule(id, on, key, mend),
    )
  }

  addShield(rule: NewShieldRule): Promise<boolean> {
    return this.#asked('shield', { repeat: rule }, words.form.saved, (key, mend) =>
      this.#setup.addShieldRule({ ...rule, ...mending(mend) }, key),
    )
  }

  /** What would have come of changes; null: `trying` says under `about` why that is not known. */
  try(about: string, changes: PlanChanges): Promise<PlanTrial | null> {
    return this.trying.run(about, changes, () => this.#setup.tryPlan(changes))
  }

  /** Plans a shield on one day. */
  planShield(shield: NewShield): Promise<boolean> {
    const { from, until } = shield
    return this.#asked('shield', { from, until }, words.form.saved, (key, mend) =>
      this.#setup.planShield({ ...shield, ...mending(mend) }, key),
    )
  }

  removeShield({ id }: ShieldRule, sentence: string): Promise<boolean> {
    const said = words.form.removed(sentence)
    return this.trying.done('shields', id, said, (key) => this.#setup.removeShieldRule(id, key))
  }

  cancelShield({ id }: PlannedShield, sentence: string): Promise<boolean> {
    const said = words.form.removed(sentence)
    return this.trying.done('shields', id, said, (key) => this.#setup.cancelShield(id, key))
  }

  /** How long a check-in stays open: so many minutes, or until so many of its items are handled. */
  budget(by: BudgetBy, count: number): Promise<boolean> {
    const budget =
      by === 'items' ? { budgetItems: count } : { budgetItems: 0, budgetMinutes: count }
    return this.trying.done('budget', budget, words.form.saved, async (key) =>
      this.#setup.setSettings({ ...(await this.#setup.settings()), ...budget }, key),
    )
  }

  /** Counts the budget otherwise: in the minutes that there were, or in some items. */
  budgetBy(by: BudgetBy): Promise<boolean> {
    return this.budget(by, by === 'items' ? someItems : (this.#told?.settings.budgetMinutes ?? 20))
  }

  /** Whether a planned check-in waits for the next pause of input, of some seconds. */
  lull(on: boolean): Promise<boolean> {
    const lullSeconds = on ? pause : 0
    return this.trying.done('lull', lullSeconds, words.form.saved, async (key) =>
      this.#setup.setSettings({ ...(await this.#setup.settings()), lullSeconds }, key),
    )
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#told = null
    this.asking.leave()
  }

  // Makes a change of the plan, once it is known what shall be done about waits that it breaks. False: it
  // was left, or `trying` says why it was not made.
  async #asked(
    about: string,
    change: PlanChange,
    said: string,
    act: (key: string, mend: Mending[]) => Promise<unknown>,
  ): Promise<boolean> {
    const mend = await this.asking.about(change)
    if (!mend) return false
    return this.trying.done(about, [change, mend], said, (key) => act(key, mend))
  }

  async #load(): Promise<void> {
    const now = Date.now()
    await this.trying.run('load', null, async () => {
      const [{ checkIns }, shields, settings, ahead] = await Promise.all([
        this.#setup.plan(),
        this.#setup.shieldRules(),
        this.#setup.settings(),
        this.#setup.shieldsIn(instantOf(now), instantOf(now + year)),
      ])
      const byTime = (a: { at: string }, b: { at: string }) => a.at.localeCompare(b.at)
      this.#told = {
        checkIns: [...checkIns].sort(byTime),
        shields: [...shields].sort(byTime),
        single: ahead.filter(({ rule, from }) => !rule && Date.parse(from) > now),
        settings,
      }
    })
  }
}
