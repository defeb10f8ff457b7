import {
  coalesce,
  Trying,
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
  readonly trying = new Trying()
  #told = $state.raw<ByKind | null>(null)
  #proposals = $state.raw<Proposal[]>([])
  #clients = $state.raw<Client[]>([])
  readonly #setup: Setup
  readonly #say: (text: string) => void

  /** Asks the core for the rules of all kinds. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(setup: Setup, say: (text: string) => void) {
    this.#setup = setup
    this.#say = say
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
    return this.#done(rule.kind, rule, words.form.saved, (key) => this.#setup.addRule(rule, key))
  }

  async remove({ id, kind }: Rule, sentence: string): Promise<boolean> {
    const said = words.form.removed(sentence)
    return this.#done(`${kind} ${id}`, id, said, (key) => this.#setup.removeRule(id, key))
  }

  /** Lets through what a proposal speaks of, or not. */
  async want({ builtin, sentence }: Proposal, wanted: boolean): Promise<void> {
    const rule = this.#told?.breakthrough.find((each) => each.builtin === builtin)
    if (wanted && !rule) await this.add({ kind: 'breakthrough', builtin })
    if (!wanted && rule) await this.remove(rule, sentence)
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

  /** What would have come of the last days without a rule; null: `trying` says why that is not known. */
  tryWithout({ id, kind }: Rule): Promise<PlanTrial | null> {
    const changes = { rules: { remove: [id] } }
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
