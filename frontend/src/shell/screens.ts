import type { IconName } from '../ui/icons'
import { words } from '../words'

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
}

/** The screens that there are, in the order of the rail. */
export const screens: readonly Screen[] = [
  { id: 'today', word: words.screens.today, icon: 'today', key: 'g t' },
  { id: 'checkin', word: words.screens.checkin, icon: 'checkin', key: 'g k' },
  { id: 'queue', word: words.screens.queue, icon: 'queue', key: 'g q' },
  { id: 'clients', word: words.screens.clients, icon: 'clients', key: 'g c' },
  { id: 'time', word: words.screens.time, icon: 'time', key: 'g h' },
  { id: 'insights', word: words.screens.insights, icon: 'insights', key: 'g i' },
  { id: 'rules', word: words.screens.rules, icon: 'rules', key: 'g r' },
  { id: 'settings', word: words.screens.settings, icon: 'settings', key: 'g s' },
]
