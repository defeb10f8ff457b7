import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { forms, told } from './de.core'
import { found } from './de.found'
import { fields } from './de.refusals.sources'

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

/** The texts that follow in a folder's Go, also one behind the other, with what is filled in as "x1", "x2". */
function textsOf(before: RegExp, folder: string): string[] {
  const text = /"(?:[^"\\]|\\.)*"/.source
  const follows = new RegExp(`${before.source}(${text}(?:, ${text})*)`, 'g')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /(?<!_test)\.go$/.test(name) && !/^(memory|sourcetest)\//.test(name),
  )
  let n = 0
  return files.flatMap((name) =>
    [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(follows)]
      .flatMap(([, texts = '']) => texts.match(new RegExp(text, 'g')) ?? [])
      .map((each) => (JSON.parse(each) as string).replace(/%[sdqv]/g, () => `x${++n}`)),
  )
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

  // What is told of how things stand: a line of Go that speaks of a sentence, whole or put together. Those
  // of fields and of moved check-ins, whose beginnings are filled in, are looked at above and below.
  it('knows every standing', () => {
    const files = ['core', 'api', 'queue', 'source', 'desktop/autostart'].flatMap((folder) =>
      readdirSync(`../backend/${folder}`)
        .filter((name) => /(?<!_test|^descriptor|^better)\.go$/.test(name))
        .map((name) => `../backend/${folder}/${name}`),
    )
    files.push('../backend/source/desktop/desktop.go', '../backend/api/wire/time.go')
    let n = 0
    const said = files.flatMap((name) =>
      readFileSync(name, 'utf8')
        .split('\n')
        .filter((line) => /[sS]entence\b.*"|\{(?:NeedsYou|Degraded), "/.test(line))
        .flatMap((line) => line.match(/"(?:[^"\\]|\\.)*"/g) ?? [])
        .map((each) => JSON.parse(each) as string)
        .filter((text) => /^[A-Z% ].*\w .*[.?]$/.test(text))
        .map((text) => text.replace(/^%s (?=[A-Z])/, '')) // a sentence of another is filled in
        .map((text) => text.replace(/^ (?=[a-z])/, 'x ').trim())
        .map((text) => text.replace(/%[sdqv]/g, () => `x${++n}`)),
    )
    expect(said.length).toBeGreaterThan(30)
    expect(said.filter((sentence) => told(sentence) === sentence)).toEqual([])
  })

  it('knows what is put together of sentences', () => {
    expect(told('There is no backup of today yet. The folder /x cannot be made.')).toBe(
      'Von heute gibt es noch keine Sicherung. Der Ordner /x lässt sich nicht anlegen.',
    )
    expect(told('Post cannot work with its settings. Change them. No calendar is there.')).toBe(
      'Post kann mit diesen Einstellungen nicht arbeiten. Ändere sie. Dort ist kein Kalender.',
    )
    expect(
      told('Post cannot be reached. Sluice tries again by itself. It is tried again at 15:04.'),
    ).toBe(
      'Post ist nicht zu erreichen. Sluice versucht es von selbst wieder. Um 15:04 wird es wieder versucht.',
    )
  })

  // What a source adds to how its account stands, and what is wrong with a field of its form.
  it('knows every detail of an account in trouble', () => {
    const said = textsOf(/(?:New|Wrap)Trouble\((?:[^"\n]*,)? ?source\.\w+, /, '../backend/source')
    const notes = textsOf(/(?:\bnote:|Note +=) /, '../backend/source/mail')
    const all = [...said, ...notes].filter((text) => text && !/^x\d+$/.test(text))
    expect(all.length).toBeGreaterThan(55)
    const standing = 'Post cannot be reached. Sluice tries again by itself.'
    const german = told(standing)
    expect(german).not.toBe(standing)
    expect(all.filter((text) => told(`${standing} ${text}`) === `${german} ${text}`)).toEqual([])
  })

  it('knows every refusal of a field, and its label', () => {
    const source = readFileSync('../backend/source/descriptor.go', 'utf8')
    const said = [...source.matchAll(/f\.Label \+ "( [^"]+)"/g)].map(([, text = '']) => text)
    expect(said.length).toBe(fields.length - 1) // and one of a field that there is not
    const whole = said.map(
      (text) => `Password${text.endsWith('.') ? text : `${text}https://x.test.`}`,
    )
    expect(whole.filter((text) => !told(text).startsWith('Passwort '))).toEqual([])
    expect(told('Address is needed. Password is needed.')).toBe('Adresse fehlt. Passwort fehlt.')
    expect(told('There is no field "x".')).toBe('Es gibt kein Feld "x".')
  })

  it('knows what a check finds', () => {
    const counted = textsOf(/source\.Found\([^"\n]+, /, '../backend/source')
    const others = textsOf(/(?:\(identity\.Finds, |Find\()(?=")/, '../backend/source')
    expect(counted.length).toBeGreaterThan(18)
    expect(others.length).toBeGreaterThan(1)
    expect([...counted, ...others].filter((text) => found(text) === text)).toEqual([])
    expect(found('Team: 3 meetings until 2 January')).toBe('Team: 3 Termine bis 2. Januar')
    expect(found('12 mails in INBOX')).toBe('12 Mails in INBOX')
  })

  it('leaves nothing out that the core fills in', () => {
    for (const [english, german] of forms) {
      const places = (text: string) => (text.match(/%\d/g) ?? []).sort()
      expect(places(german), english).toEqual(places(english))
    }
  })
})
