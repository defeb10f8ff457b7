import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const svelteTests = 'src/**/*.svelte.test.ts'

// The page's head names what else the first picture is made of, or each is asked for only when what
// comes before was read: what the core is asked first, and the font of the first words.
const inHead: Plugin = {
  name: 'in-head',
  transformIndexHtml: (_, { bundle = {} }) => {
    const named = (name: RegExp) => Object.keys(bundle).filter((each) => name.test(each))
    // The entry itself only hands on what the program imports too.
    const asks = named(/first-.*\.js$/).filter((name) => {
      const part = bundle[name]
      return part?.type === 'chunk' && !part.isEntry
    })
    return [
      ...asks.map((name) => ({
        tag: 'script',
        attrs: { type: 'module', async: true, crossorigin: true, src: `/${name}` },
        injectTo: 'head-prepend' as const,
      })),
      ...named(/inter-latin-wght.*\.woff2$/).map((name) => ({
        tag: 'link',
        attrs: {
          ...{ rel: 'preload', as: 'font', type: 'font/woff2' },
          ...{ crossorigin: true, href: `/${name}` },
        },
        injectTo: 'head' as const,
      })),
    ]
  },
}

export default defineConfig({
  plugins: [svelte(), inHead],
  // The core serves dist/ under a strict Content-Security-Policy: nothing may be inlined.
  build: {
    ...{ target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    rolldownOptions: { input: { index: 'index.html', first: 'src/first.ts' } },
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
