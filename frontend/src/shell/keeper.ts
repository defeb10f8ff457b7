import type { Core, ShieldLength } from '../api'
import { Call } from '../features/call/call'
import { Opening } from '../features/checkin/opening'
import type { Turn } from '../items/turn'
import { moment, words } from '../words'
import type { Desk } from './desk.svelte'

type Place = Pick<
  Desk,
  'gate' | 'shield' | 'notices' | 'toast' | 'clock' | 'setUp' | 'go' | 'goDeep' | 'fresh'
>

/** Does to the gate what the user asks for: shields and check-ins, begun and ended. */
export class Keeper {
  readonly #opening: Opening
  readonly #call: Call
  readonly #desk: Place
  readonly #turn: Turn

  constructor(core: Core, desk: Place, turn: Turn) {
    this.#opening = new Opening(core, desk.notices)
    this.#call = new Call(core, desk.notices)
    this.#desk = desk
    this.#turn = turn
  }

  /** Starts a shield; asks first where that would break a longest wait. */
  startShield(length: ShieldLength): void {
    void this.#desk.shield.choose(length, () => this.#shielded())
  }

  /** Starts the shield that was warned of. */
  insist(): void {
    const { warned } = this.#desk.shield
    if (warned) void this.#desk.shield.start(warned.length, () => this.#shielded())
  }

  /** Ends a shield, or asks how long one is to last. */
  toggleShield(): void {
    const { gate, shield } = this.#desk
    if (gate.status?.state === 'shield') void shield.end(() => this.#ended())
    else shield.asking = !shield.asking
  }

  /** Hides all content while others see the screen, or shows it again. */
  toggleCall(): void {
    const on = !!this.#desk.gate.status?.callUntil
    void this.#call.turn(!on, () => this.#called())
  }

  /** Delivers what is held; during deep work only where that is to end. */
  checkInNow(endShield = false): void {
    void this.#opening.now(endShield, async (sentence, run) => {
      this.#desk.toast.say(sentence)
      await this.#desk.gate.load()
      if (run) this.#desk.go('checkin')
      else this.#desk.fresh.all()
    })
  }

  async endCheckIn(): Promise<void> {
    await this.#turn.settled()
    await this.#opening.end(() => this.#desk.gate.load())
  }

  async #shielded(): Promise<void> {
    const { gate, toast, clock } = this.#desk
    this.#desk.goDeep()
    await gate.load()
    const { shieldUntil, zone } = gate.status ?? {}
    if (!shieldUntil || !zone) return
    const at = moment(shieldUntil, clock.now, zone, words)
    toast.say(words.said.shielded(at, this.#desk.setUp.keyNames.shield))
  }

  // What is shown is fetched anew first, and with it goes what was said before.
  async #called(): Promise<void> {
    const { gate, toast, clock } = this.#desk
    await gate.load()
    const { callUntil, zone } = gate.status ?? {}
    if (!callUntil || !zone) return toast.say(words.said.callEnded)
    toast.say(words.said.callStarted(moment(callUntil, clock.now, zone, words)))
  }

  #ended(): void {
    this.#desk.toast.say(words.said.shieldEnded)
    void this.#desk.gate.load()
  }
}
