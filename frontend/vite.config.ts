import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

const svelteTests = 'src/**/*.svelte.test.ts'

export default defineConfig({
  plugins: [svelte()],
  // The core serves dist/ under a strict Content-Security-Policy: nothing may be inlined.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  test: {
    projects: [
      // A page is slow to set up: only what draws or keeps state for it is tested with one.
      {
        extends: true,
        test: { name: 'pure', include: ['src/**/*.test.ts'], exclude: [svelteTests] },
      },
      {
        extends: true,
        plugins: [svelteTesting()],
        test: {
          name: 'page',
          environment: 'jsdom',
          include: [svelteTests],
          setupFiles: ['test/setup.ts'],
        },
      },
    ],
  },
})
