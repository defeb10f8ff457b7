import type { Component } from 'svelte'
import type { Actions } from './actions'
import CheckIn from './screens/CheckIn.svelte'
import Clients from './screens/Clients.svelte'
import Insights from './screens/Insights.svelte'
import Rules from './screens/Rules.svelte'
import Settings from './screens/Settings.svelte'
import Time from './screens/Time.svelte'
import Today from './screens/Today.svelte'
import type { ScreenId } from './screens'

// What is not seen when the window opens: one piece, loaded when the first picture is there. What one
// can at once type into is not here: it must be there before the next key.
export { default as FirstRun } from './screens/FirstRun.svelte'
export { default as ImportTime } from '../features/time/ImportTime.svelte'
export { default as KeysHelp } from '../features/help/KeysHelp.svelte'

/** What is drawn of a screen; it takes everything else from the desk. */
type Drawn = Component<{ actions: Actions }>

// A screen may do without the actions; what it is given beside is not looked at.
const alone = (component: Component<Record<string, never>>) => component as unknown as Drawn

/** The screens besides the queue. */
export const screens: Record<Exclude<ScreenId, 'queue'>, Drawn> = {
  ...{ today: Today, checkin: CheckIn, clients: Clients, settings: Settings },
  ...{ time: alone(Time), insights: alone(Insights), rules: alone(Rules) },
}
