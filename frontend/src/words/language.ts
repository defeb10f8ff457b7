import type { Words } from './words'

/**
 * The language that the page speaks: the one that was chosen, as the core wrote it to the page's root,
 * else the first of the system's that there is.
 */
export function languageOf(chosen: string | undefined, system: readonly string[]): 'en' | 'de' {
  for (const each of chosen ? [chosen] : system) {
    if (/^de\b/i.test(each)) return 'de'
    if (/^en\b/i.test(each)) return 'en'
  }
  return 'en'
}

/** The language of this page, as its root and the browser say it. */
export function languageHere(root: HTMLElement | undefined): 'en' | 'de' {
  return languageOf(root?.dataset.language, root ? navigator.languages : [])
}

/** Loads a language: a page carries one. */
export function wordsOf(language: 'en' | 'de'): Promise<Words> {
  return language === 'de'
    ? import('./de').then(({ de }) => de)
    : import('./en').then(({ en }) => en)
}
