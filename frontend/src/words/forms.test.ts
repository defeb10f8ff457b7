import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { told } from './de.core'
import { accountForms } from './de.forms'

// Names, which are the same in German.
const names = new Set(['ClickUp', 'GitHub', 'GitLab', 'STARTTLS', 'Slack'])

const text = /(?:"(?:[^"\\]|\\.)*"|`[^`]*`)/.source
const texts = `(${text}(?:\\s*\\+\\s*${text})*)`

/** The texts that stand in Go after what `before` matches, those put together with + as one. */
function textsIn(source: string, before: string): string[] {
  return [...source.matchAll(new RegExp(before + texts, 'g'))].map(([, whole = '']) =>
    [...whole.matchAll(new RegExp(text, 'g'))]
      .map(([part]) => (part.startsWith('`') ? part.slice(1, -1) : (JSON.parse(part) as string)))
      .join(''),
  )
}

const folder = '../backend/source'
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^\w+[\\/].*(?<!_test)\.go$/.test(name))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8').replace(/^\s*\/\/.*$/gm, ''))

const all = (before: string) => sources.flatMap((source) => textsIn(source, before))
const heading = 'source\\.Descriptor\\{\\s*ID: [^,]+, Name: '

const said = {
  names: all(heading),
  sentences: all(`${heading}"[^"]*",(?: Service: "\\w+",)?\\s*Sentence: `),
  labels: all('\\bLabel:\\s*'),
  hints: all('\\bHelp:\\s*'),
  helps: all('\\b(?:Where|May|Note):\\s*'),
}
const english = [...new Set(Object.values(said).flat())].filter((each) => !names.has(each))
const straight = (form: string) => form.replaceAll('’', "'")

describe('the forms of accounts, in German', () => {
  it('reads all that the core says of them', () => {
    const count = (what: RegExp) => sources.join('\n').match(what)?.length ?? 0
    expect(said.names).toHaveLength(count(/source\.Descriptor\{\s*ID/g))
    expect(said.sentences).toHaveLength(count(/\bForm:\s*(?:\[\]source\.Field\{|form,)/g))
    expect(said.labels).toHaveLength(count(/\bLabel:/g))
    expect(said.hints).toHaveLength(count(/\bHelp:(?!\s*source\.Help\{)/g))
    expect(said.helps).toHaveLength(count(/\b(?:Where|May|Note):/g))
    expect(said.labels.length).toBeGreaterThan(40)
  })

  // A new label, hint or choice in the core is to be said in German too, and one that went is to go.
  it('has a form for each, and no other', () => {
    const known = accountForms.map(([form]) => straight(form))
    expect(known.sort()).toEqual(english.sort())
  })

  it('lets no other form come before', () => {
    for (const [form, german] of accountForms) expect(told(straight(form))).toBe(german)
  })
})
