import { readdirSync } from 'node:fs'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const features = readdirSync('src/features')

// Who may know whom: words, api, ui, waits and items know no feature, features never one another, the shell
// composes. The resolver is needed, or the rule would be blind to .svelte.ts.
const layers = [
  zone('words', ['api', 'ui', 'items', 'waits', 'features', 'shell'], 'words are only words'),
  zone('api', ['ui', 'items', 'waits', 'features', 'shell'], 'the api knows nothing that is drawn'),
  zone(
    'ui',
    ['api', 'items', 'waits', 'features', 'shell'],
    'parts know no feature and talk to nobody',
  ),
  zone(
    'waits',
    ['items', 'features', 'shell'],
    'longest waits are asked about in the same way everywhere',
  ),
  zone('items', ['features', 'shell'], 'what several features show of items knows none of them'),
  zone('features', ['shell'], 'the shell composes features, not the other way round'),
  ...features.map((name) => ({
    target: `./src/features/${name}`,
    from: './src/features',
    except: [`./${name}`],
    message: 'features never know one another: join them in the shell',
  })),
]

function zone(target, from, message) {
  return { target: `./src/${target}`, from: from.map((name) => `./src/${name}`), message }
}

const talking = ['fetch', 'EventSource', 'WebSocket', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'only src/api talks to the core',
}))

export default ts.config(
  { ignores: ['dist/', 'src/api/schema.d.ts'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: globals.browser },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: layers }],
      'import-x/no-cycle': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true }],
      'no-console': 'error',
      'svelte/no-at-html-tags': 'error',
      // A style attribute in markup is refused by the policy; a style: directive is set from code.
      'no-restricted-syntax': ['error', 'SvelteAttribute[key.name="style"]'],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    files: ['src/{ui,items,waits,features,shell,words}/**'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', ...talking] },
  },
)
