import { mount } from 'svelte'
import { Core } from './api'
import App from './shell/App.svelte'
import { Desk } from './shell/desk.svelte'
import './ui/tokens.css'
import './ui/base.css'

/** Draws the interface; what it asks the core goes over the given fetch. */
export async function begin(fetch: typeof globalThis.fetch): Promise<void> {
  const desk = new Desk(new Core({ fetch }))
  await desk.fresh.greeted()
  mount(App, { target: document.body, props: { desk } })
}
