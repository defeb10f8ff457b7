import { afterEach, expect, it, vi } from 'vitest'
import { openLink } from './links'

afterEach(() => vi.unstubAllGlobals())

it('goes through the window’s shell where there is one', () => {
  const OpenLink = vi.fn()
  vi.stubGlobal('go', { app: { Shell: { OpenLink } } })
  expect(openLink('https://example.org/')).toBe(true)
  expect(OpenLink).toHaveBeenCalledWith('https://example.org/')
})

it('else opens a tab that knows nothing of this page', () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null)
  openLink('mailto:ines@example.org')
  expect(open).toHaveBeenCalledWith('mailto:ines@example.org', '_blank', 'noopener,noreferrer')
})

it('refuses everything else', () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null)
  open.mockClear()
  expect(openLink('javascript:alert(1)')).toBe(false)
  expect(open).not.toHaveBeenCalled()
})
