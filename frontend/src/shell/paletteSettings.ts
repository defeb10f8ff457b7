import { tick } from 'svelte'
import type { Entry } from '../features/palette/entries'
import { pages as rulesPages } from '../features/rules/rules.svelte'
import { settingsPages, settingsPlaces, type SettingsPage } from '../features/settings/places'
import { pointTo } from '../ui/point'
import { words } from '../words'
import type { Desk } from './desk.svelte'

/** What can be set, for the palette: every page of settings and rules, and the main things on them. */
export function toSettings(desk: Desk): Entry[] {
  const { settingsPage, rulesPage } = words
  const pages = settingsPages.map((page) => ({
    ...{ id: `settings ${page}`, keys: [], icon: 'settings' as const },
    ...under(settingsPage.title, settingsPage.sections[page]),
    run: () => open(desk, page),
  }))
  const places = settingsPlaces
    .filter(({ page, label }) => label !== settingsPage.sections[page]) // the page leads there
    .map(({ page, label, also }) => ({
      ...{ id: `settings ${page} ${label}`, keys: [], icon: 'settings' as const },
      ...{ label, note: settingsPage.sections[page] },
      ...(also ? { also } : {}),
      run: () => open(desk, page, label),
    }))
  const rules = rulesPages.map((kind) => ({
    ...{ id: `rules ${kind}`, keys: [], icon: 'rules' as const },
    ...under(rulesPage.title, rulesPage.kinds[kind]),
    run: () => {
      desk.setUp.kind = kind
      desk.go('rules')
    },
  }))
  return [...pages, ...places, ...rules]
}

// A page of something, found by its name alone and by both names.
function under(note: string, label: string) {
  return { label, note, also: [`${note} ${label}`] }
}

// The focus goes to what is called so, or to the page's name.
async function open(desk: Desk, page: SettingsPage, name = words.settingsPage.sections[page]) {
  desk.setUp.page = page
  desk.go('settings')
  await tick()
  pointTo(name, () => document.querySelector('main'))
}
