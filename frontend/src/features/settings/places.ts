import type { Settings, Status } from '../../api'
import { words } from '../../words'
import type { Machine } from './machine.svelte'
import type { Choices } from './settings.svelte'

/** A page of the settings. */
export type SettingsPage = keyof typeof words.settingsPage.sections

/** What a page is handed that is about this computer. */
export interface OfMachine {
  choices: Choices
  settings: Settings
  machine: Machine
  status: Status | null
}

/** What can be set, by the name that its page gives it. */
export interface SettingsPlace {
  page: SettingsPage
  label: string
  /** Words under which it is looked for as well: its answers. */
  also?: readonly string[]
}

const { capturePage, settingsPage, systemPage, scripts, keys } = words

/** The pages, in their order. */
export const settingsPages = Object.keys(settingsPage.sections) as SettingsPage[]

/** The main things on the pages, for whoever looks for one by its name. */
export const settingsPlaces: readonly SettingsPlace[] = [
  { page: 'capture', label: capturePage.programs, also: [capturePage.goesTo, capturePage.muted] },
  { page: 'hours', label: settingsPage.hours },
  { page: 'hours', label: settingsPage.off },
  { page: 'silence', label: settingsPage.between },
  { page: 'notices', label: settingsPage.noticeCheckIns },
  { page: 'notices', label: settingsPage.noticeContent },
  { page: 'look', label: settingsPage.density, also: [settingsPage.compact] },
  { page: 'look', label: settingsPage.colours, also: [settingsPage.light, settingsPage.dark] },
  { page: 'look', label: settingsPage.counts },
  { page: 'look', label: settingsPage.language, also: ['English', 'Deutsch'] },
  { page: 'keys', label: keys.letters },
  { page: 'system', label: systemPage.autostart },
  { page: 'system', label: systemPage.shortcuts },
  { page: 'system', label: systemPage.ask },
  { page: 'scripts', label: scripts.on },
  { page: 'privacy', label: settingsPage.keep },
  { page: 'privacy', label: settingsPage.call },
]
