import type { Core } from './core'

/** What one client's day looks like: two known clients, one message that is nobody's yet. */
export async function filled(core: Core): Promise<void> {
  await core.clients('Acme', 'Birchwood')
  await core.welcome()
  await core.add(
    {
      title: 'Which address format wins?',
      from: 'Noor',
      app: 'Slack',
      client: 'Acme',
      body: 'Can you decide today?',
      url: 'https://example.org/1',
    },
    { title: 'Paper samples', from: 'Tomasz', app: 'Mail', client: 'Birchwood' },
    { title: 'مراجعة نص صفحة الدفع', from: 'Samir', app: 'Mail' },
  )
}
