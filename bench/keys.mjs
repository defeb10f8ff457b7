// Measures in Chromium how long keys take until what they do is painted: opens the link that it is
// given and prints milliseconds by key as JSON. It is run by keys_test.go.
import { createRequire } from 'node:module'
import { join } from 'node:path'

// It is run in the interface's folder, and uses its Playwright.
const { chromium } = createRequire(join(process.cwd(), 'package.json'))('@playwright/test')

const [link, rounds] = [process.argv[2], Number(process.argv[3] ?? 40)]
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
await page.goto(link)
await page.keyboard.press('g')
await page.keyboard.press('q')
await page.waitForSelector('[role=option]')

// In the page: from the key's own time to the frame after the one in which `look` first differs.
await page.evaluate(() => {
  window.measure = (look) =>
    new Promise((resolve) => {
      const before = look()
      let pressed = 0
      const heard = (event) => {
        pressed = event.timeStamp
        removeEventListener('keydown', heard, true)
        frame()
      }
      const frame = () => {
        if (performance.now() - pressed > 3000) return resolve(null) // nothing came of it to be seen
        if (look() === before) return requestAnimationFrame(frame)
        const { port1, port2 } = new MessageChannel() // its message comes when the frame is painted
        port1.onmessage = () => resolve(performance.now() - pressed)
        requestAnimationFrame(() => port2.postMessage(0))
      }
      addEventListener('keydown', heard, true)
    })
  window.looks = {
    cursor: () => document.querySelector('[role=listbox]')?.getAttribute('aria-activedescendant'),
    palette: () => !!document.querySelector('[role=dialog]'),
    found: () =>
      [...document.querySelectorAll('[data-item]')].map(({ id }) => id).join() +
      document.querySelector('[role=search] [role=status]')?.textContent,
  }
})

async function timed(look, key) {
  const took = page.evaluate((name) => window.measure(window.looks[name]), look)
  await page.waitForTimeout(30) // the listener is there before the key
  await page.keyboard.press(key)
  return took
}

const times = { j: [], e: [], palette: [], search: [] }
for (let round = 0; round < rounds; round++) {
  times.j.push(await timed('cursor', 'j'))
  times.e.push(await timed('cursor', 'e'))
  times.palette.push(await timed('palette', 'Control+k'))
  await page.keyboard.press('Escape')
  await page.waitForTimeout(50)
}
await page.keyboard.press('/')
await page.waitForSelector('[role=search] input')
for (const word of ['zabelu', 'gohan', 'mapiro', 'derfi', 'luka'].slice(0, Math.max(1, rounds / 8)))
  for (let at = 0; at <= word.length; at++) {
    if (at === word.length) await page.locator('[role=search] input').fill('')
    else if (at < 3) times.search.push(await timed('found', word[at]))
    await page.waitForTimeout(150)
  }
await browser.close()
for (const name of Object.keys(times)) times[name] = times[name].filter((ms) => ms !== null)
process.stdout.write(JSON.stringify(times))
