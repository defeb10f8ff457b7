import type { Action } from '../ui/action'
import { mayOpen } from '../ui/address'
import { words } from '../words'
import type { Desk } from './desk.svelte'
import { openLink } from './links'
import { screens, type Screen } from './screens'

const { acts } = words

/** Everything that can be done, by name. The order is that of the help and of the hints. */
export function actionsOf(desk: Desk) {
  const withItem = () => desk.screen === 'queue' && desk.queue.selected !== null
  const state = () => desk.gate.status?.state

  const action = {
    next: move('next', acts.next, ['j', 'ArrowDown'], 1, acts.move),
    previous: move('previous', acts.previous, ['k', 'ArrowUp'], -1, acts.move),
    first: move('first', acts.first, ['Home'], -Infinity),
    last: move('last', acts.last, ['End'], Infinity),
    open: {
      id: 'open',
      label: acts.open,
      keys: ['Enter', 'o'],
      when: withItem,
      run: () => (desk.reading = true),
    },
    openAtSource: {
      id: 'openAtSource',
      label: acts.openAtSource,
      keys: ['Shift+Enter'],
      when: () => withItem() && mayOpen(desk.queue.selected?.url ?? ''),
      run: () => openLink(desk.queue.selected?.url ?? ''),
    },
    done: {
      id: 'done',
      label: acts.done,
      keys: ['e'],
      hint: acts.done.toLocaleLowerCase(),
      icon: 'done',
      when: withItem,
      run: () => desk.done(),
    },
    undo: {
      id: 'undo',
      label: acts.undo,
      keys: ['z', 'Mod+z'],
      hint: acts.undo.toLocaleLowerCase(),
      when: () => !!desk.gate.status?.undo,
      run: () => desk.undo(),
    },
    shield: {
      id: 'shield',
      label: acts.shieldStart,
      keys: ['f'],
      icon: 'shield',
      when: () => desk.gate.status !== null,
      run: () => desk.toggleShield(),
    },
    checkIn: {
      id: 'checkIn',
      label: acts.checkIn,
      keys: [],
      when: () => state() === 'holding' || state() === 'off',
      run: () => desk.checkInNow(),
    },
    ...Object.fromEntries(screens.map((screen) => [`go ${screen.id}`, go(screen)])),
    keys: {
      id: 'keys',
      label: acts.keys,
      keys: ['?'],
      hint: acts.allKeys,
      when: () => true,
      run: () => (desk.helping = !desk.helping),
    },
    back: {
      id: 'back',
      label: acts.back,
      keys: ['Escape'],
      when: () => desk.inside,
      run: () => desk.back(),
    },
  } satisfies Record<string, Action>
  return action

  function go({ id, word, key, icon }: Screen): Action {
    const label = acts.go(word)
    return { id: `go ${id}`, label, keys: [key], icon, when: () => true, run: () => desk.go(id) }
  }

  function move(id: string, label: string, keys: string[], by: number, hint?: string): Action {
    const run = () => desk.queue.move(by)
    return { id, label, keys, repeats: true, when: withItem, run, ...(hint ? { hint } : {}) }
  }
}

/** Everything that can be done, by name. */
export type Actions = ReturnType<typeof actionsOf>

/** What the keys do now: all, or, while something floats above, only what belongs to it. */
export function liveActions(desk: Desk, actions: Actions): Action[] {
  if (desk.helping) return [actions.keys, actions.back]
  if (desk.shield.asking) return [actions.shield, actions.back]
  return Object.values(actions)
}
