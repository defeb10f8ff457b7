import { render } from '@testing-library/svelte'
import App from '../src/shell/App.svelte'
import type { Desk } from '../src/shell/desk.svelte'
import { loadLater } from '../src/shell/loaded.svelte'

/** Draws the interface with all of its parts there. */
export async function begun(desk: Desk): Promise<void> {
  await loadLater()
  render(App, { desk })
}
