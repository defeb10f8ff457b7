import type { Action } from '../ui/action'
import { mayOpen } from '../ui/address'
import { keysOf } from '../ui/keys/bindings'
import { words } from '../words'
import { clientActions } from './clientActions'
import type { Desk } from './desk.svelte'
import { isInside, stepBack } from './layers'
import { noteActions } from './notes'
import { screens, type Screen } from './screens'
import { replyAction } from './there.svelte'
import { tabActions } from './tabActions'
import { triageActions } from './triageActions'

const { acts } = words

/** Everything that can be done, by name and, in the order of help and hints, as a list. */
export function actionsOf(desk: Desk) {
  const moves = moveActions(desk)
  const item = itemActions(desk)
  const verbs = triageActions(desk)
  const gate = gateActions(desk)
  const page = pageActions(desk)
  const tabs = tabActions(desk)
  const notes = noteActions(desk)
  const go = screens.map((screen) => goAction(desk, screen))
  const clients = clientActions(desk)
  const sorts: readonly Sort[] = [
    { title: words.keys.list, actions: Object.values(moves) },
    {
      title: words.keys.item,
      actions: [...Object.values(item), ...verbs, ...Object.values(notes)],
    },
    { title: words.palette.acts, actions: [gate, page, tabs].flatMap((of) => Object.values(of)) },
    { title: words.palette.goTo, actions: go },
    { title: words.palette.clients, actions: clients },
  ]
  const all: readonly Keyed[] = sorts
    .flatMap(({ actions }) => actions)
    .map((action) => keyed(action, desk))
  return { ...moves, ...item, ...gate, ...page, ...tabs, ...notes, verbs, go, clients, sorts, all }
}

// Actions of one sort, for whoever looks over all of them.
interface Sort {
  title: string
  actions: readonly Action[]
}

/** An action that also knows the keys it has unless the user chose others. */
type Keyed = Action & { given: readonly string[] }

// Gives an action the keys that the user chose for it, whenever they are asked for.
function keyed(action: Action, desk: Desk): Keyed {
  const given = action.keys
  const keys = () => keysOf(action, given, desk.setUp.choices.told?.keys)
  return Object.defineProperty(Object.assign(action, { given }), 'keys', { get: keys })
}

/** Everything that can be done, by name. */
export type Actions = ReturnType<typeof actionsOf>

/** What the keys do now: all, or, while something floats above, only what belongs to it. */
export function liveActions(desk: Desk, actions: Actions): readonly Action[] {
  if (desk.helping) return [actions.keys, actions.back]
  if (desk.palette.open) return [actions.palette, actions.back]
  if (desk.hand.triage.asking || desk.times.asking) return [actions.back]
  if (desk.shield.asking) return [actions.shield, actions.back]
  return actions.all
}

function moveActions(desk: Desk) {
  const when = () => (desk.list?.items.length ?? 0) > 0
  const move = (id: string, label: string, keys: string[], by: number): Action => ({
    ...{ id, label, keys, when, repeats: true },
    run: () => desk.list?.move(by),
  })
  const extend = (id: string, label: string, keys: string[], by: number): Action => ({
    ...{ id, label, keys, when, repeats: true },
    run: () => desk.list?.extend(by),
  })
  return {
    next: { ...move('next', acts.next, ['j', 'ArrowDown'], 1), hint: acts.move },
    previous: { ...move('previous', acts.previous, ['k', 'ArrowUp'], -1), hint: acts.move },
    first: move('first', acts.first, ['Home'], -Infinity),
    last: move('last', acts.last, ['End'], Infinity),
    mark: {
      ...{ id: 'mark', label: acts.mark, keys: ['x'], when },
      run: () => desk.list?.selected && desk.list.marks.toggle(desk.list.selected),
    },
    extendDown: extend('extendDown', acts.extendDown, ['Shift+ArrowDown'], 1),
    extendUp: extend('extendUp', acts.extendUp, ['Shift+ArrowUp'], -1),
    markAll: {
      ...{ id: 'markAll', label: acts.markAll, keys: ['Mod+a'], when },
      run: () => desk.list?.markAll(),
    },
    clearMarks: {
      ...{ id: 'clearMarks', label: acts.clearMarks, keys: [] },
      when: () => !!desk.list?.marks.any,
      run: () => desk.list?.marks.clear(),
    },
  } satisfies Record<string, Action>
}

function itemActions(desk: Desk) {
  const url = () => desk.list?.selected?.url ?? ''
  return {
    open: {
      ...{ id: 'open', label: acts.open, keys: ['Enter', 'o'] },
      when: () => !!desk.list?.selected,
      run: () => (desk.reading = true),
    },
    openAtSource: {
      ...{ id: 'openAtSource', label: acts.openAtSource, keys: ['Shift+Enter'], icon: 'external' },
      when: () => mayOpen(url()),
      run: () => desk.elsewhere.open(),
    },
    reply: replyAction(desk),
  } satisfies Record<string, Action>
}

function gateActions(desk: Desk) {
  const state = () => desk.gate.status?.state
  return {
    undo: {
      ...{ id: 'undo', label: acts.undo, keys: ['z', 'Mod+z'], icon: 'undo' },
      hint: acts.undo.toLocaleLowerCase(),
      when: () => !!desk.gate.status?.undo,
      run: () => desk.undo(),
    },
    shield: {
      ...{ id: 'shield', label: acts.shieldStart, keys: ['f'], icon: 'shield' },
      when: () => desk.gate.status !== null,
      run: () => desk.keeper.toggleShield(),
    },
    call: {
      ...{ id: 'call', label: acts.call, keys: [], icon: 'hidden' },
      when: () => desk.gate.status !== null,
      run: () => desk.keeper.toggleCall(),
    },
    session: {
      ...{ id: 'session', label: acts.session, keys: ['t'], icon: 'time' },
      when: () => desk.gate.status !== null,
      run: () => desk.times.toggle(),
    },
    goShield: {
      ...{ id: 'goShield', label: acts.goShield, keys: ['g f'], icon: 'shield' },
      when: () => state() === 'shield' && !desk.deep,
      run: () => desk.goDeep(),
    },
    checkIn: {
      ...{ id: 'checkIn', label: acts.checkIn, keys: [], icon: 'checkin' },
      when: () => state() === 'holding' || state() === 'off',
      run: () => desk.keeper.checkInNow(),
    },
    endShieldAndCheckIn: {
      ...{ id: 'endShieldAndCheckIn', label: acts.endShieldAndCheckIn, keys: [], icon: 'checkin' },
      when: () => state() === 'shield',
      run: () => desk.keeper.checkInNow(true),
    },
  } satisfies Record<string, Action>
}

function pageActions(desk: Desk) {
  const always = () => desk.gate.status !== null
  return {
    capture: {
      ...{ id: 'capture', label: acts.capture, keys: ['c'], icon: 'note', when: always },
      run: () => desk.hand.triage.ask({ question: 'capture', items: [] }),
    },
    search: {
      ...{ id: 'search', label: acts.search, keys: ['/'], icon: 'search', when: always },
      run: () => desk.startSearch(),
    },
    palette: {
      ...{ id: 'palette', label: acts.palette, keys: ['Mod+k'], when: always, inText: true },
      run: () => (desk.palette.open ? desk.palette.close() : desk.palette.show()),
    },
    keys: {
      ...{ id: 'keys', label: acts.keys, keys: ['?'], when: () => true },
      hint: acts.allKeys,
      run: () => (desk.helping = !desk.helping),
    },
    back: {
      ...{ id: 'back', label: acts.back, keys: ['Escape'], fixed: true, inText: true },
      when: () => isInside(desk),
      run: () => stepBack(desk),
    },
    endRun: {
      ...{ id: 'endRun', label: acts.endRun, keys: ['Escape'], icon: 'checkin', inText: true },
      hint: acts.endRunHint,
      when: () => desk.screen === 'checkin' && !!desk.gate.status?.run && !isInside(desk),
      run: () => desk.keeper.endCheckIn(),
    },
  } satisfies Record<string, Action>
}

function goAction(desk: Desk, { id, word, key, icon }: Screen): Action {
  const run = () => desk.go(id)
  return { id: `go ${id}`, label: acts.go(word), keys: [key], icon, when: () => true, run }
}
