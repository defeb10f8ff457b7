import { fireEvent, screen } from '@testing-library/svelte'
import { beforeEach } from 'vitest'
import { Desk } from '../src/shell/desk.svelte'
import { begun } from './begun'
import { FakeCore, FakeEvents } from './fake'

/** The core of a test, new in each, and the desk once it has started. */
export let fake: FakeCore
export let desk: Desk

beforeEach(() => {
  FakeEvents.all.length = 0
  fake = new FakeCore()
})

/** Draws the whole interface over the test's core. */
export async function start(): Promise<void> {
  desk = new Desk(fake.core, FakeEvents.open)
  await begun(desk)
  FakeEvents.last.say('hello', { version: '1.0.0' })
}

/** What was sent with each call of "POST /rules" or the like. */
export const bodies = (call: string) => fake.callsOf(call).map(({ body }) => body)

/** Clicks the button of a name as soon as it is there. */
export const click = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }))
