import {
  coalesce,
  Trying,
  type BrokenWait,
  type CheckIn,
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

const sentencesOf = (broken: readonly BrokenWait[]) => broken.map(({ sentence }) => sentence)

/** The check-ins and shields that repeat. Each is stored at once, and undo takes that back. */
export class Plan {
  readonly trying = new Trying()
  #told = $state.raw<Planned | null>(null)
  readonly #setup: Setup
  readonly #say: (text: string) => void

  /** Asks the core for the plan. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(setup: Setup, say: (text: string) => void) {
    this.#setup = setup
    this.#say = say
  }

  /** Null until the core has told it. */
  get told(): Planned | null {
    return this.#told
  }

  addCheckIn(checkIn: NewCheckIn): Promise<boolean> {
    return this.#done('check-in', checkIn, words.form.saved, (key) =>
      this.#setup.addCheckIn(checkIn, key),
    )
  }

  /** Says whose longest wait that breaks as well: undo is at hand. */
  async removeCheckIn({ id, at }: CheckIn): Promise<boolean> {
    const removed = await this.trying.run('check-ins', id, (key) =>
      this.#setup.removeCheckIn(id, key),
    )
    if (removed) this.#say([words.form.removed(at), ...sentencesOf(removed.broken ?? [])].join(' '))
    await this.load()
    return removed !== null
  }

  /** Switches a check-in off, which keeps it, or on again, and says what that breaks as well. */
  async turnCheckIn({ id }: CheckIn, on: boolean): Promise<boolean> {
    const turned = await this.trying.run('check-ins', [id, on], (key) =>
      this.#setup.switchCheckIn(id, on, key),
    )
    if (turned) this.#say([words.form.turned(on), ...sentencesOf(turned.broken ?? [])].join('. '))
    await this.load()
    return turned !== null
  }

  /** Switches a repeating shield off, which keeps it, or on again. */
  turnShield({ id }: ShieldRule, on: boolean): Promise<boolean> {
    return this.#done('shields', [id, on], words.form.turned(on), (key) =>
      this.#setup.switchShieldRule(id, on, key),
    )
  }

  /** What a change would break, in sentences; nobody is kept from planning where that is not known. */
  async breaks(change: PlanChange): Promise<string[]> {
    return sentencesOf(await this.#setup.checkPlan(change).catch(() => []))
  }

  addShield(rule: NewShieldRule): Promise<boolean> {
    return this.#done('shield', rule, words.form.saved, (key) =>
      this.#setup.addShieldRule(rule, key),
    )
  }

  /** What would have come of changes; null: `trying` says under `about` why that is not known. */
  try(about: string, changes: PlanChanges): Promise<PlanTrial | null> {
    return this.trying.run(about, changes, () => this.#setup.tryPlan(changes))
  }

  /** Plans a shield on one day. */
  planShield(shield: NewShield): Promise<boolean> {
    return this.#done('shield', shield, words.form.saved, (key) =>
      this.#setup.planShield(shield, key),
    )
  }

  removeShield({ id }: ShieldRule, sentence: string): Promise<boolean> {
    const said = words.form.removed(sentence)
    return this.#done('shields', id, said, (key) => this.#setup.removeShieldRule(id, key))
  }

  cancelShield({ id }: PlannedShield, sentence: string): Promise<boolean> {
    const said = words.form.removed(sentence)
    return this.#done('shields', id, said, (key) => this.#setup.cancelShield(id, key))
  }

  /** How long a check-in stays open: so many minutes, or until so many of its items are handled. */
  budget(by: BudgetBy, count: number): Promise<boolean> {
    const budget =
      by === 'items' ? { budgetItems: count } : { budgetItems: 0, budgetMinutes: count }
    return this.#done('budget', budget, words.form.saved, async (key) =>
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
    return this.#done('lull', lullSeconds, words.form.saved, async (key) =>
      this.#setup.setSettings({ ...(await this.#setup.settings()), lullSeconds }, key),
    )
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#told = null
  }

  async #done(
    about: string,
    content: unknown,
    said: string,
    act: (key: string) => Promise<unknown>,
  ): Promise<boolean> {
    const answer = await this.trying.run(about, content, async (key) => {
      await act(key)
      return true
    })
    if (answer) this.#say(said)
    await this.load()
    return answer === true
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
