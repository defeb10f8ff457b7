import type { Component } from 'svelte'
import type { IconName } from '../ui/icons'
import { words } from '../words'
import type { Actions } from './actions'
import CheckIn from './screens/CheckIn.svelte'
import Clients from './screens/Clients.svelte'
import Insights from './screens/Insights.svelte'
import Queue from './screens/Queue.svelte'
import Rules from './screens/Rules.svelte'
import Settings from './screens/Settings.svelte'
import Time from './screens/Time.svelte'
import Today from './screens/Today.svelte'

/** The names of the screens; each has one entry below. */
export type ScreenId =
  'today' | 'checkin' | 'queue' | 'clients' | 'time' | 'insights' | 'rules' | 'settings'

/** A screen, as data: from one list of these come the rail, the palette and the keys. */
export interface Screen {
  id: ScreenId
  /** What it is called, in the rail and after "Go to". */
  word: string
  icon: IconName
  /** The keys that go there, as `keyOf` names them: "g q". */
  key: string
  /** What is drawn; it takes everything else from the desk. */
  component: Component<{ actions: Actions }>
}

// A screen may do without the actions; what it is given beside is not looked at.
const alone = (component: Component<Record<string, never>>) =>
  component as unknown as Screen['component']

/** The screens that there are, in the order of the rail. */
export const screens: readonly Screen[] = [
  { id: 'today', word: words.screens.today, icon: 'today', key: 'g t', component: Today },
  {
    id: 'checkin',
    word: words.screens.checkin,
    icon: 'checkin',
    key: 'g k',
    component: CheckIn,
  },
  { id: 'queue', word: words.screens.queue, icon: 'queue', key: 'g q', component: Queue },
  {
    id: 'clients',
    word: words.screens.clients,
    icon: 'clients',
    key: 'g c',
    component: Clients,
  },
  { id: 'time', word: words.screens.time, icon: 'time', key: 'g h', component: alone(Time) },
  {
    id: 'insights',
    word: words.screens.insights,
    icon: 'insights',
    key: 'g i',
    component: alone(Insights),
  },
  { id: 'rules', word: words.screens.rules, icon: 'rules', key: 'g r', component: alone(Rules) },
  {
    id: 'settings',
    word: words.screens.settings,
    icon: 'settings',
    key: 'g s',
    component: Settings,
  },
]
