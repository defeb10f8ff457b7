import { mount } from 'svelte'
import { Core } from './api'
import { answeredBy } from './first'
import App from './shell/App.svelte'
import { Desk } from './shell/desk.svelte'
import './ui/tokens.css'
import './ui/base.css'

const first = answeredBy(document, fetch)
const desk = new Desk(new Core({ fetch: first.fetch }))
await desk.fresh.greeted()
first.drop()
mount(App, { target: document.body, props: { desk } })
