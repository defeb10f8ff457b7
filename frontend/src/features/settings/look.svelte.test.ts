import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, expect, it, vi } from 'vitest'
import { FakeCore, problem } from '../../../test/fake'
import LookSection from './LookSection.svelte'
import { Choices } from './settings.svelte'

let fake: FakeCore
const onlanguage = vi.fn()

beforeEach(async () => {
  onlanguage.mockReset()
  fake = new FakeCore()
  const choices = new Choices(fake.core.setup, () => {})
  await choices.load()
  render(LookSection, { choices, settings: choices.told!, onlanguage })
})

const speakGerman = async () =>
  fireEvent.click(await screen.findByRole('radio', { name: 'Deutsch' }))

it('loads the page anew once the language is stored', async () => {
  await speakGerman()
  await waitFor(() => expect(onlanguage).toHaveBeenCalledOnce())
  expect(fake.setup.settings.language).toBe('de')
})

it('does not where the core refuses it', async () => {
  fake.next('PUT /settings', () => problem(507, 'disk-full', 'The disk is full.'))
  await speakGerman()
  expect(await screen.findByText('The disk is full.')).toBeInTheDocument()
  expect(onlanguage).not.toHaveBeenCalled()
})
