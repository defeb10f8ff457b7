import { expect, test } from 'vitest'
import { placeOf } from './place'

test.each([
  ['#item=12', { item: 12 }],
  ['#capture', 'capture'],
  ['', null],
  ['#item=', null],
  ['#item=-1', null],
  ['#item=1;alert(1)', null],
  ['#other', null],
])('%s asks for %o', (hash, place) => {
  expect(placeOf(hash)).toEqual(place)
})
