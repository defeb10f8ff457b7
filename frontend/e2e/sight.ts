import { expect, type Page } from '@playwright/test'

/** What is cut off, lies outside or has no sign of going on. */
export async function spills(page: Page, state: string): Promise<void> {
  const found = await page.evaluate(() => {
    const told: string[] = []
    const wide = document.documentElement.scrollWidth - innerWidth
    if (wide > 0) told.push(`the page is ${wide} px too wide`)
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!
      if (!node.textContent?.trim() || !parent.checkVisibility({ visibilityProperty: true }))
        continue
      if (parent.closest('.off-screen, option, pre, svg, datalist')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width === 0) continue
      let holder: Element | null = parent
      while (holder && getComputedStyle(holder).overflowX === 'visible')
        holder = holder.parentElement
      const style = holder && getComputedStyle(holder)
      if (
        holder &&
        style &&
        (style.textOverflow === 'ellipsis' ||
          (style.overflowX === 'auto' && holder.matches('.tabs')))
      )
        continue
      const held = holder?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight)
      if (box.right > held.right + 1 || box.left < held.left - 1)
        told.push(
          `“${node.textContent.trim().slice(0, 40)}” leaves ${holder?.className || holder?.tagName || 'the page'}`,
        )
    }
    return told
  })
  expect.soft(found, state).toEqual([])
}

/** Text from outside that takes its direction from what stands around it. */
export async function loose(page: Page, state: string): Promise<void> {
  const found = await page.evaluate(() => {
    const told: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? ''
      const parent = node.parentElement!
      if (!/[\u0590-\u08ff]/.test(text) || parent.closest('option, datalist')) continue
      if (/^.$/u.test(text.trim())) continue // an initial
      if (!parent.closest('[dir=auto], bdi'))
        told.push(`<${parent.tagName} class="${parent.className}"> ${text.trim().slice(0, 60)}`)
    }
    return told
  })
  expect.soft(found, state).toEqual([])
}

/** What can be used but cannot be brought into sight, or lies under something else. */
export async function unreachable(page: Page, state: string): Promise<void> {
  const found = await page.evaluate(() => {
    const told: string[] = []
    for (const part of document.querySelectorAll<HTMLElement>(
      'button, input, select, textarea, a[href]',
    )) {
      if (
        !part.checkVisibility({ visibilityProperty: true }) ||
        part.closest('[inert], .off-screen')
      )
        continue
      if (part.matches('.off-screen, [disabled]')) continue
      part.scrollIntoView({ block: 'center', inline: 'center' })
      const box = part.getBoundingClientRect()
      if (box.width === 0 || box.height === 0) continue
      const [x, y] = [
        box.left + Math.min(box.width / 2, 40),
        box.top + Math.min(box.height / 2, 16),
      ]
      const there = document.elementFromPoint(x, y)
      const name = part.getAttribute('aria-label') || part.textContent?.trim() || part.id
      if (!there) told.push(`${name}: out of sight at ${Math.round(x)}, ${Math.round(y)}`)
      else if (
        !part.contains(there) &&
        !there.contains(part) &&
        !there.closest('label')?.contains(part) &&
        !there.closest('.toast, [role=menu], [role=dialog], .pane.open') // which one closes
      )
        told.push(`${name}: under ${there.tagName}.${there.className}`)
    }
    return told
  })
  expect.soft(found, state).toEqual([])
}

/** What moves although the system asks that nothing does. */
export async function moving(page: Page, state: string): Promise<void> {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((part) => {
        const { transitionDuration, animationDuration } = getComputedStyle(part)
        return [transitionDuration, animationDuration].some((all) =>
          all.split(', ').some((one) => parseFloat(one) > 0.001),
        )
      })
      .map((part) => `${part.tagName}.${part.className}`),
  )
  expect.soft(found, state).toEqual([])
}

/** What is chosen or on, and looks like what is not, where the system draws the colours. */
export async function alike(page: Page, state: string): Promise<void> {
  const found = await page.evaluate(() => {
    const on = '[aria-pressed=true], [aria-checked=true], [aria-selected=true], [aria-current]'
    const look = (part: Element) =>
      ['', '::before', '::after']
        .map((which) => {
          const s = getComputedStyle(part, which || null)
          return [
            s.backgroundColor,
            s.color,
            s.outlineStyle,
            s.borderColor,
            s.borderStyle,
            s.marginLeft,
            s.content,
            s.display,
            s.fontWeight,
          ].join()
        })
        .join('|')
    return [...document.querySelectorAll(on)].flatMap((part) => {
      if (!part.checkVisibility() || part.closest('[inert]')) return []
      const attribute = ['aria-pressed', 'aria-checked', 'aria-selected', 'aria-current'].find(
        (name) => part.hasAttribute(name),
      )!
      const other = [
        ...(part.parentElement?.parentElement?.querySelectorAll(part.tagName) ?? []),
      ].find(
        (each) =>
          each !== part &&
          each.className.split(' ')[0] === part.className.split(' ')[0] &&
          (each.getAttribute(attribute) ?? 'false') === 'false',
      )
      const whole = (each: Element) =>
        look(each) + (each.firstElementChild ? look(each.firstElementChild) : '')
      const same = other && whole(other) === whole(part)
      return same
        ? [
            `${part.tagName}.${part.className} ${attribute} ${part.textContent?.trim().slice(0, 30)}`,
          ]
        : []
    })
  })
  expect.soft(found, state).toEqual([])
}
