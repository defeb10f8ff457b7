import {
  coalesce,
  Doing,
  type Client,
  type NewRule,
  type PlanTrial,
  type Proposal,
  type Rule,
  type RuleKind,
  type Setup,
  type Trial,
} from '../../api'
import { words } from '../../words'

/** The kinds of rules, in the order of the page. */
const kinds: readonly RuleKind[] = ['route', 'breakthrough', 'mute', 'private']

/** A page of the rules: what is planned, or a kind of rules. */
export type RulesPage = 'checkins' | 'shields' | RuleKind

/** The pages, in their order. */
export const pages: readonly RulesPage[] = ['checkins', 'shields', ...kinds]

/** What a rule would have caught, and what would have come of that; null where nothing could. */
export interface RuleTrial {
  caught: Trial
  plan: PlanTrial | null
}

type ByKind = Record<RuleKind, Rule[]>

/** The user's rules. Each is stored or taken away at once; undo takes that back. */
export class Rules {
  readonly trying: Doing
  #told = $state.raw<ByKind | null>(null)
  #proposals = $state.raw<Proposal[]>([])
  #clients = $state.raw<Client[]>([])
  readonly #setup: Setup

  /** Asks the core for the rules of all kinds. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(setup: Setup, say: (text: string) => void) {
    this.#setup = setup
    this.trying = new Doing(say, () => this.load())
  }

  /** Null until the core has told them. */
  get told(): ByKind | null {
    return this.#told
  }

  get proposals(): readonly Proposal[] {
    return this.#proposals
  }

  /** To whom a rule can give. */
  get clients(): readonly Client[] {
    return this.#clients
  }

  /** Adds a rule. False: `trying` says under its kind why not. */
  async add(rule: NewRule): Promise<boolean> {
    return this.trying.done(rule.kind, rule, words.form.saved, (key) =>
      this.#setup.addRule(rule, key),
    )
  }

  async remove({ id, kind }: Rule, sentence: string): Promise<boolean> {
    const said = words.form.removed(sentence)
    return this.trying.done(`${kind} ${id}`, id, said, (key) => this.#setup.removeRule(id, key))
  }

  /** Switches a rule off, which keeps it, or on again. */
  turn({ id, kind }: Rule, on: boolean): Promise<boolean> {
    return this.trying.done(`${kind} ${id}`, on, words.form.turned(on), (key) =>
      this.#setup.switchRule(id, on, key),
    )
  }

  /** Whether what a proposal speaks of is let through. */
  wants({ builtin }: Proposal): boolean {
    return this.#of(builtin).some(({ off }) => !off)
  }

  /** Lets through what a proposal speaks of, or not. */
  async want({ builtin }: Proposal, wanted: boolean): Promise<void> {
    const rules = this.#of(builtin)
    if (wanted && !rules.length) await this.add({ kind: 'breakthrough', builtin })
    for (const rule of rules) if (!rule.off !== wanted) await this.turn(rule, wanted)
  }

  /** What is wrong with trying a proposal, or with switching the rule that it became; empty: nothing. */
  wrongWith({ builtin }: Proposal): string {
    const names = [builtin, ...this.#of(builtin).map(({ kind, id }) => `${kind} ${id}`)]
    return names.map((name) => this.trying.wrong(name)).find(Boolean) ?? ''
  }

  #of(builtin: string): Rule[] {
    return this.#told?.breakthrough.filter((each) => each.builtin === builtin) ?? []
  }

  /** What a rule would have done; null: `trying` says under "try" why that is not known. */
  try({ kind, client, match = {} }: NewRule): Promise<RuleTrial | null> {
    return this.trying.run('try', { kind, client, match }, async () => {
      const [caught, plan] = await Promise.all([
        this.#setup.tryRule(match),
        // What is never stored is let through and held all the same.
        kind === 'private' || (kind === 'route' && !client)
          ? null
          : this.#setup.tryPlan({
              rules: { add: [{ kind, match, ...(client ? { client } : {}) }] },
            }),
      ])
      return { caught, plan }
    })
  }

  /**
   * What would have come of the last days without a rule, or with it where it is off; null: `trying` says
   * why that is not known.
   */
  tryOtherwise({ id, kind, off = false }: Rule): Promise<PlanTrial | null> {
    const changes = { switch: [{ rule: id, on: off }] }
    return this.trying.run(`${kind} ${id}`, changes, () => this.#setup.tryPlan(changes))
  }

  /** What would have come of a proposal that is wanted, or no longer. */
  trySwitched({ builtin }: Proposal, on: boolean): Promise<PlanTrial | null> {
    const changes = { switch: [{ builtin, on }] }
    return this.trying.run(builtin, changes, () => this.#setup.tryPlan(changes))
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#told = null
    this.#clients = []
  }

  async #load(): Promise<void> {
    await this.trying.run('load', null, async () => {
      const [lists, proposals, clients] = await Promise.all([
        Promise.all(kinds.map(async (kind) => [kind, await this.#setup.rules(kind)] as const)),
        this.#setup.proposals(),
        this.#setup.clients(),
      ])
      // Behind a client's wall no other client is named.
      const known = (rule: Rule) => !rule.client || clients.some(({ name }) => name === rule.client)
      const seen = lists.map(([kind, rules]) => [kind, rules.filter(known)] as const)
      this.#told = Object.fromEntries(seen) as ByKind
      this.#proposals = proposals
      this.#clients = clients
    })
  }
}
