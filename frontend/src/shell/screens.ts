import type { Component } from 'svelte'
import type { IconName } from '../ui/icons'
import { words } from '../words'
import type { Actions } from './actions'
import Queue from './screens/Queue.svelte'

/** The names of the screens; each has one entry below. */
export type ScreenId = 'today' | 'checkin' | 'queue' | 'clients' | 'rules' | 'settings'

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

/** The screens that there are, in the order of the rail. */
export const screens: readonly Screen[] = [
  { id: 'queue', word: words.screens.queue, icon: 'queue', key: 'g q', component: Queue },
]
