import { requestKey } from '../api'
import { groupings } from '../features/queue/groups'
import type { Action } from '../ui/action'
import { words } from '../words'
import type { Desk } from './desk.svelte'

/** What is done to the queue's tabs and to how its list stands together. */
export function tabActions(desk: Desk) {
  const inQueue = () => !desk.deep && !desk.search.open && desk.screen === 'queue'
  const beside = (id: string, label: string, key: string, by: number): Action => ({
    ...{ id, label, keys: [key], when: inQueue },
    run: () => desk.queue.show(desk.queue.beside(by)),
  })
  return {
    nextTab: beside('nextTab', words.acts.nextTab, ']', 1),
    previousTab: beside('previousTab', words.acts.previousTab, '[', -1),
    group: {
      ...{ id: 'group', label: words.list.groupTitle, keys: ['v'], icon: 'queue', when: inQueue },
      run: () => desk.hand.triage.ask({ question: 'group', items: [] }),
    },
    saveView: {
      ...{ id: 'saveView', label: words.list.saveTitle, keys: [], icon: 'plus' },
      when: () => desk.search.open && desk.search.text.trim() !== '',
      run: () => {
        desk.hand.triage.draft.save ||= desk.search.text.trim()
        desk.hand.triage.ask({ question: 'save', items: [] })
      },
    },
    removeView: {
      id: 'removeView',
      get label() {
        return words.list.removeView(desk.queue.tab.word)
      },
      ...{ keys: [], icon: 'close' },
      when: () => inQueue() && !!desk.queue.tab.view,
      run: () => desk.queue.remove((name) => desk.tell(words.said.viewRemoved(name))),
    },
  } satisfies Record<string, Action>
}

/** The groupings as answers, each taken by its first free letter. */
export function groupingChoices(desk: Desk) {
  const keys = { none: 'n', client: 'c', source: 's', person: 'p', kind: 'k' }
  return groupings.map((by) => ({
    key: keys[by],
    label: words.list.grouping[by],
    run: () => {
      desk.hand.triage.close()
      desk.queue.grouping = by
    },
  }))
}

/** Keeps what is searched for as a tab of the queue, and shows it. */
export async function saveView(desk: Desk, name: string): Promise<void> {
  const { triage } = desk.hand
  const query = desk.search.text.trim()
  if (!(await triage.answer(() => desk.queue.save(name, query, requestKey())))) return
  triage.draft.save = ''
  desk.go('queue')
  desk.tell(words.said.viewSaved(name))
}
