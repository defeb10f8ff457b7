import '@testing-library/jest-dom/vitest'
import { configure } from '@testing-library/svelte'

// Generous, since a machine may be busy: nothing here waits for a time to pass.
configure({ asyncUtilTimeout: 10_000 })

// jsdom lays nothing out, so nothing ever changes its size.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
