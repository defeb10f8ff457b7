import type { Group } from '../features/palette/entries'
import { snoozes } from '../features/triage/snoozes'
import type { Action } from '../ui/action'
import { words } from '../words'
import type { Actions } from './actions'
import type { Desk } from './desk.svelte'
import { toSettings } from './paletteSettings'

/** What the palette offers now: acts on what is picked, other acts, places and clients. */
export function paletteGroups(desk: Desk, actions: Actions): Group[] {
  const { palette, queue } = words
  const picked = desk.hand.picked
  const [item] = picked
  const title = picked.length === 1 ? item!.title || queue.untitled(item!.from) : ''
  return [
    { title: title || words.triage.items(picked.length), entries: onItems(desk, actions) },
    { title: palette.acts, entries: otherActs(actions).filter(now) },
    { title: palette.goTo, entries: [...actions.go, ...toTabs(desk)] },
    { title: palette.clients, entries: toClients(desk) },
    // They are many: only for who looks for one.
    { title: palette.settings, entries: desk.palette.text.trim() ? toSettings(desk) : [] },
  ].filter(({ entries }) => entries.length > 0)
}

/** The items that were found by what is written. */
export function foundItems(desk: Desk): Group {
  const entries = desk.palette.items.map((item) => ({
    id: `item ${item.id}`,
    label: item.title || words.queue.untitled(item.from),
    keys: [],
    mark: { number: desk.switcher.colourOf(item.client), name: item.client || item.app || '·' },
    note: item.client,
    run: () => desk.show(item),
  }))
  return { title: words.palette.items, entries }
}

function now(action: Action): boolean {
  return action.when()
}

function onItems(desk: Desk, actions: Actions) {
  const { verbs, decide, worthYes, worthNo, openAtSource } = actions
  const can = [...verbs, decide, worthYes, worthNo, openAtSource].filter(now)
  return can.flatMap((action) =>
    action.id === 'snooze' ? [...lengths(desk, action.keys[0]), action] : [action],
  )
}

// Snooze with its usual lengths, so that one line does what else takes two keys.
function lengths(desk: Desk, key = '') {
  const { status } = desk.gate
  if (!status) return []
  return snoozes(status.nextCheckIn, desk.clock.now, status.zone, words).map((snooze) => ({
    id: `snooze ${snooze.key}`,
    label: words.palette.snoozeUntil(snooze.label),
    keys: key ? [`${key} ${snooze.key}`] : [],
    icon: 'snooze' as const,
    run: () => {
      desk.hand.triage.ask({ question: 'snooze', items: desk.hand.picked })
      desk.hand.snooze(snooze.words, true)
    },
  }))
}

function otherActs(actions: Actions): Action[] {
  const { session, shield, call, goShield, checkIn, endShieldAndCheckIn, endRun } = actions
  const { undo, capture, search, markAll, clearMarks, keys } = actions
  const { group, saveView, removeView } = actions
  const gate = [session, shield, call, goShield, checkIn, endShieldAndCheckIn, endRun]
  return [...gate, undo, capture, search, group, saveView, removeView, markAll, clearMarks, keys]
}

function toTabs(desk: Desk) {
  return desk.queue.tabs
    .filter((tab) => tab.id !== 'queued')
    .map((tab) => ({
      id: `tab ${tab.id}`,
      label: tab.view ? tab.word : words.list.name[tab.id as keyof typeof words.list.name],
      keys: [],
      icon: 'queue' as const,
      note: tab.query ?? `is:${tab.id}`,
      run: () => {
        desk.go('queue')
        void desk.queue.show(tab.id)
      },
    }))
}

function toClients(desk: Desk) {
  const all = {
    id: 'all',
    label: words.rail.all,
    keys: ['Mod+0'],
    run: () => desk.times.switchTo(''),
  }
  const clients = desk.switcher.clients.map(({ name, number, colour }) => ({
    id: `client ${name}`,
    label: name,
    keys: number ? [`Mod+${number}`] : [],
    mark: { number: colour, name },
    run: () => desk.times.switchTo(name),
  }))
  return [all, ...clients]
}
