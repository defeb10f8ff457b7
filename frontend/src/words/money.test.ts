import { expect, it } from 'vitest'
import { money } from './money'

// Between figures and sign stands a space that does not break.
it.each([
  ['en-GB', 'EUR', 9500, '€95.00'],
  ['de-DE', 'EUR', 9500, '95,00 €'],
  ['de-DE', 'EUR', 123456, '1.234,56 €'],
  ['en-GB', 'JPY', 9500, 'JP¥9,500'],
  ['en-GB', 'XTS', 9500, 'XTS 95.00'],
])('says amounts as %s does: %s %i', (locale, currency, minor, said) => {
  expect(money({ minor, currency }, locale).replaceAll('\u00a0', ' ')).toBe(said)
})
