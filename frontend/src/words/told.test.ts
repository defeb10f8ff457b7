import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { forms, told } from './de.core'

/** The sentences in a file of Go: its long texts that end with a full stop, put together, names as "x". */
function sentencesIn(source: string): string[] {
  const whole = source
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/"\s*\+\s*ShortcutName\s*\+\s*"/g, 'Sluice Focus')
    .replace(/"\s*\+\s*"/g, '')
    .replace(/"\s*\+\s*[\w.]+\s*\+\s*"/g, 'x')
  return [...whole.matchAll(/"([ A-Zm][^"\n]{30,}\.)"/g)].map(([, text = '']) =>
    text.replace(/^ /, 'x '),
  )
}

// What the page does not meet: other programs' ends of the line, and what stands before the core is there.
const elsewhere = /_test\.go$|^(api\/(remote|wire)|arch|cmd|demo|profile|address|foreign|source)\//

/** The sentences of the faults in the core's Go, with what is filled in as "x1", "x2". */
function refusalsIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.go') && !elsewhere.test(name),
  )
  const fault = /fault\.(?:New\(|Wrap\([^,]+,)\s*[\w.()]+,\s*((?:"(?:[^"\\]|\\.)*"(?:\s*\+\s*)?)+)/g
  const sentences = files.flatMap((name) => {
    const source = readFileSync(`${folder}/${name}`, 'utf8').replace(/^\s*\/\/.*$/gm, '')
    return [...source.matchAll(fault)].map(([, text = '']) =>
      [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => part).join(''),
    )
  })
  let n = 0
  return sentences
    .filter((format) => !/^(%s|%v)[.]?$/.test(format)) // the sentence of another fault
    .map((format) => format.replace(/%[sdqv]/g, () => `x${++n}`))
}

describe('what the core says, in German', () => {
  it.each([
    ['Noor is stuck on you, for 1 h 51 min', 'Noor kommt ohne dich nicht weiter, seit 1 h 51 min'],
    ['Somebody wrote to you directly', 'Jemand hat dir direkt geschrieben'],
    ['It is held for the check-in at 13:00.', 'Gehalten für den Check-in um 13:00.'],
    [
      'Deep work until 12:30: it is held for the check-in on Monday 09:30.',
      'Konzentrierte Arbeit bis 12:30: gehalten für den Check-in am Montag 09:30.',
    ],
    ['What nobody knows.', 'What nobody knows.'],
    ['Everything in Spotify is muted.', 'Alles in Spotify ist stumm.'],
    ['Off: Everything in Spotify is muted.', 'Aus: Alles in Spotify ist stumm.'],
    [
      'Everything of Acme from “Noor” in Slack that says “invoice” or “offer” comes through at once.',
      'Alles von Acme, mit „Noor“ als Absender, in Slack, mit „invoice“ oder „offer“ kommt sofort durch.',
    ],
    [
      'Everything of the source desktop goes to Acme.',
      'Alles aus der Quelle desktop geht an Acme.',
    ],
    [
      'The text of everything by the program signal is never stored.',
      'Der Text von allem vom Programm signal wird nie gespeichert.',
    ],
    ['For Acme: calls come through.', 'Für Acme: Anrufe kommen durch.'],
    [
      'In the last 14 days this would have let 3 through at once and held 41; one wait would have been longer than promised.',
      'In den letzten 14 Tagen wären so 3 sofort durchgekommen und 41 gehalten worden; eine Wartezeit wäre länger gewesen als versprochen.',
    ],
    [
      'Less than now: Everything from “Noor” in Chat comes through at once.',
      'Weniger als jetzt: Alles mit „Noor“ als Absender, in Chat kommt sofort durch.',
    ],
    ['Acme’s check-in at 13:00 moves to 13:45.', 'Der Check-in um 13:00 für Acme kommt um 13:45.'],
    ['$& wrote to you', '$& hat dir geschrieben'],
  ])('%s', (said, want) => {
    expect(told(said)).toBe(want)
    expect(told(said)).toBe(want)
  })

  // A new reason in the core is to be said in German too.
  it('knows every reason', () => {
    const terms = '../backend/rank/terms.go'
    expect(existsSync(terms)).toBe(true)
    const formats = [...readFileSync(terms, 'utf8').matchAll(/reason\("\w+", [^"]*?, "([^"]+)"/g)]
    const english = formats.map(([, format = '']) => format).filter((format) => format !== '%s')
    expect(english.length).toBeGreaterThan(20)
    let n = 0
    const filled = english.map((format) => format.replace(/%[sd]/g, () => `x${n++}`))
    expect(filled.filter((sentence) => told(sentence) === sentence)).toEqual([])
  })

  // The same for what it says of the three systems, whose sentences stand in Go as texts and names.
  it('knows every sentence about this computer', () => {
    const said = ['dnd', 'capture'].flatMap((ability) => {
      const folder = `../backend/desktop/${ability}`
      const files = readdirSync(folder).filter((name) => /(?<!_test)\.go$/.test(name))
      return files.flatMap((name) => sentencesIn(readFileSync(`${folder}/${name}`, 'utf8')))
    })
    expect(said.length).toBeGreaterThan(20)
    expect(said.filter((sentence) => told(sentence) === sentence)).toEqual([])
  })

  // What the core refuses reaches the page as it is: each refusal is to be said in German too.
  it('knows every refusal', () => {
    const said = refusalsIn('../backend')
    expect(said.length).toBeGreaterThan(150)
    expect(said.filter((sentence) => told(sentence) === sentence)).toEqual([])
  })

  it('leaves nothing out that the core fills in', () => {
    for (const [english, german] of forms) {
      const places = (text: string) => (text.match(/%\d/g) ?? []).sort()
      expect(places(german), english).toEqual(places(english))
    }
  })
})
