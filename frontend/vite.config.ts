import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import type { Plugin, Rollup } from 'vite'
import { defineConfig } from 'vitest/config'

const svelteTests = 'src/**/*.svelte.test.ts'

// The page's head names what the first picture is made of, or each is asked for only when the one
// before was read: the program and what it imports, the styles, and the font of the first words.
const inHead: Plugin = {
  name: 'in-head',
  transformIndexHtml: (_, { bundle = {} }) => {
    const named = (name: RegExp) => Object.keys(bundle).filter((each) => name.test(each))
    const program = withImports(bundle, named(/begin.*\.js$/))
    const font = { rel: 'preload', as: 'font', type: 'font/woff2' }
    return [
      ...program.map(link({ rel: 'modulepreload' })),
      ...stylesOf(bundle, program).map(link({ rel: 'stylesheet' })),
      ...named(/inter-latin-wght.*\.woff2$/).map(link(font)),
    ]
  },
}

const link = (attrs: Record<string, string>) => (name: string) => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: true, href: `/${name}` },
  injectTo: 'head' as const,
})

// What is imported comes before what imports it.
function withImports(bundle: Rollup.OutputBundle, names: string[], all = new Set<string>()) {
  for (const name of names) {
    const part = bundle[name]
    if (all.has(name) || part?.type !== 'chunk') continue
    withImports(bundle, part.imports, all)
    all.add(name)
  }
  return [...all]
}

function stylesOf(bundle: Rollup.OutputBundle, names: string[]): string[] {
  return names.flatMap((name) => [...(bundle[name]?.viteMetadata?.importedCss ?? [])])
}

export default defineConfig({
  plugins: [svelte(), inHead],
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
          testTimeout: 30_000,
          include: [svelteTests],
          setupFiles: ['test/setup.ts'],
        },
      },
    ],
  },
})
