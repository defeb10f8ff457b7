import type { Core } from '../api'
import { Sessions } from '../features/session/sessions.svelte'
import { Timesheet } from '../features/time/timesheet.svelte'
import { localOf } from '../ui/local'
import { words } from '../words'
import type { Desk } from './desk.svelte'

type Place = Pick<Desk, 'gate' | 'switcher' | 'toast' | 'clock'>

/** Time worked, on the desk: sessions, and what a switch of clients means for them. */
export class Times {
  readonly sessions: Sessions
  readonly sheet: Timesheet
  readonly #desk: Place

  /** `said` is told what was done, and asks the core how things stand after it. */
  constructor(core: Core, desk: Place, said: (text: string) => void) {
    this.#desk = desk
    this.sessions = new Sessions({
      core,
      running: () => desk.gate.status?.session ?? null,
      clients: () => desk.switcher.clients,
      said,
    })
    const zone = () => desk.gate.status?.zone ?? 'UTC'
    const today = () => localOf(zone())(desk.clock.now).date
    this.sheet = new Timesheet(core, { today, zone }, said)
  }

  /** Another client is worked for: nothing of the one before may stay. */
  forget(): void {
    this.sessions.forget()
    this.sheet.forget()
  }

  /** Starts a session, or asks where the user stops. */
  toggle(): void {
    this.sessions.toggle(this.#desk.gate.status?.client ?? '')
  }

  /** Works for a client, by name or number, or for all: empty. What runs is left with a line. */
  switchTo(client: string): void {
    const number = this.#desk.gate.status?.session?.clientNumber
    const same = client === '' || (number ? String(number) === client : false)
    if (same) void this.#switch(client)
    else this.sessions.leave(client, () => this.#switch(client))
  }

  #switch(client: string): Promise<void> {
    const { switcher, gate, toast } = this.#desk
    return switcher.to(client, async () => {
      await gate.load()
      const active = gate.status?.client
      toast.say(active ? words.switcher.switched(active) : words.switcher.switchedAll)
      if (!active) return
      await switcher.load()
      await this.sessions.welcome(active)
    })
  }
}
