import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const svelteTests = 'src/**/*.svelte.test.ts'

// The page's head names the font of the first words, or it is asked for only when the styles were read.
const inHead: Plugin = {
  name: 'in-head',
  transformIndexHtml: (_, { bundle = {} }) =>
    Object.keys(bundle)
      .filter((name) => /inter-latin-wght.*\.woff2$/.test(name))
      .map((name) => ({
        tag: 'link',
        attrs: {
          ...{ rel: 'preload', as: 'font', type: 'font/woff2' },
          ...{ crossorigin: true, href: `/${name}` },
        },
        injectTo: 'head' as const,
      })),
}

export default defineConfig({
  plugins: [svelte(), inHead],
  // The core serves dist/ under a strict Content-Security-Policy: nothing may be inlined.
  build: {
    ...{ target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    // What the words need too lies with what every part needs, or it is one more file to wait for.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'base', test: /node_modules|words\/counts/ }] } },
    },
  },
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
          testTimeout: 30_000,
          include: [svelteTests],
          setupFiles: ['test/setup.ts'],
        },
      },
    ],
  },
})
