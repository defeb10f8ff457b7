import type { Action } from '../ui/action'
import { words } from '../words'
import type { Desk } from './desk.svelte'

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/**
 * Ctrl or Cmd with a figure works for that client, 0 for all. Behind a wall the other clients have
 * no name here, but their keys still work.
 */
export function clientActions(desk: Desk): Action[] {
  const named = (number: number) =>
    desk.switcher.clients.find((client) => client.number === number)?.name
  const all: Action = {
    id: 'client 0',
    label: words.acts.switchTo(words.rail.all.toLocaleLowerCase()),
    ...{ keys: ['Mod+0'], fixed: true, inText: true },
    when: () => true,
    run: () => desk.times.switchTo(''),
  }
  const one = (number: number): Action => ({
    id: `client ${number}`,
    get label() {
      return words.acts.switchTo(named(number) ?? '')
    },
    ...{ keys: [`Mod+${number}`], fixed: true, inText: true },
    when: () => named(number) !== undefined || !!desk.gate.status?.client,
    run: () => desk.times.switchTo(String(number)),
  })
  return [all, ...numbers.map(one)]
}
