import { expect, it } from 'vitest'
import type { Source, SourceKind } from '../../api'
import { hostsOf } from './kinds'

it.each<[string[], Record<string, string>, string[]]>([
  [['api.github.com'], {}, ['api.github.com']],
  [['{address}', '*.slack.com'], { address: 'git.acme.test' }, ['git.acme.test', '*.slack.com']],
  [['{url}'], { url: 'https://me:secret@cal.acme.test:8443/feed?key=1' }, ['cal.acme.test:8443']],
  [['{address}'], { address: 'mail.acme.test:993' }, ['mail.acme.test:993']],
  [['{address}'], {}, ['…']],
])('%j with %j talks to %j', (hosts, settings, expected) => {
  expect(hostsOf({ hosts } as SourceKind, { settings } as unknown as Source)).toEqual(expected)
})
