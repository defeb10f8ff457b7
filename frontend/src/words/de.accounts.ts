import type { accounts as english } from './en.accounts'

const verbs: Record<string, string> = {
  read: 'Gelesen',
  done: 'Erledigt',
  reply: 'Antwort',
  resolve: 'Gelöst',
  accept: 'Zusage',
  decline: 'Absage',
}

/** Die Wörter, auf Deutsch, für die Konten. */
export const accounts: typeof english = {
  accounts: {
    title: 'Konten',
    says: 'Jede Quelle sagt, wie es ihr geht, was sie zuletzt gehört hat und was helfen würde.',
    none: 'Noch ist nichts verbunden. Was andere Programme auf deinen Bildschirm bringen, wird trotzdem gesammelt.',
    add: 'Konto verbinden',
    which: 'Was möchtest du verbinden?',
    noKinds: 'Dieses Sluice hat nichts, was sich verbinden ließe.',
    named: (kind, name) => `${kind}, ${name}`,
    heard: (at) => `zuletzt gehört ${at}`,
    states: { ok: 'OK', degraded: 'Gestört', needs_you: 'Braucht dich', paused: 'Angehalten' },
    who: (who) => `Angemeldet als ${who}`,
    watching: 'Neues kommt sofort',
    every: (minutes) =>
      minutes === 1 ? 'Wird jede Minute gefragt' : `Wird alle ${minutes} Minuten gefragt`,
    hosts: (hosts) => `Spricht mit ${hosts.join(', ')} und mit niemandem sonst`,
    secretIn: {
      keyring: 'Das Passwort liegt im Schlüsselspeicher des Systems',
      file: 'Das Passwort liegt in einer Datei, die deine Passphrase verschließt',
      session: 'Das Passwort wird behalten, bis Sluice endet',
    },
    arrived: (count) => (count === 1 ? 'bisher 1 Eingang' : `bisher ${count} Eingänge`),
    skipped: (count) => `${count} waren nicht zu verstehen und stehen im Protokoll`,
    importing: (count) => `erster Import, bisher ${count}`,
    importingSays: (arrived, filed, older) =>
      `Der erste Import brachte bisher ${arrived}; ${filed} ältere sind als erledigt abgelegt, ${older} bleiben, wo sie sind.`,
    check: 'Jetzt prüfen',
    checking: 'Wird gefragt',
    sync: 'Jetzt holen',
    pause: 'Anhalten',
    resume: 'Weiter',
    stopImport: 'Import abbrechen',
    importStopped: 'Was kam, bleibt. Der Rest bleibt, wo er ist.',
    remove: 'Entfernen',
    removeSure: (name) => `${name} entfernen?`,
    removeSays:
      'Was es brachte, bleibt; das Passwort wird vergessen. Beim Dienst ändert sich nichts.',
    keep: 'Behalten',
    foundWho: (who) => (who ? `Es geht. Dort bist du ${who}.` : 'Es geht.'),
    change: 'Ändern',
    keptSecret: 'Behalten. Leer bleibt es dabei',
    changed: (name) => `Geändert: ${name}`,
    added: (name) => `Verbunden: ${name}`,
    help: 'Wo es zu bekommen ist',
    client: 'Gehört zu',
    clientSays: 'Alles aus diesem Konto gehört diesem Kunden.',
    byRules: 'Nach den Regeln',
    name: 'Name',
    namePlace: 'Wie der Dienst dich nennt',
    doneToo: 'Auch dort erledigt',
    doneTooSays:
      'Was du hier als erledigt kennzeichnest, wird es zehn Sekunden später auch dort. Rückgängig nimmt es zurück.',
    missing: 'Fülle erst aus, was nötig ist.',
    back: 'Zurück',
    connect: 'Verbinden',
    locked: 'Die Passwörter sind verschlossen. Deine Passphrase öffnet sie, bis Sluice endet.',
    session:
      'Dieses System hat keinen Schlüsselspeicher; Passwörter werden behalten, bis Sluice endet. Mit einer Passphrase kommen sie in eine verschlossene Datei.',
    unlock: 'Öffnen',
    choosePassphrase: 'Diese Passphrase verwenden',
    outbox: 'Auf dem Weg hinaus',
    outboxSays:
      'Was du bei Diensten geschrieben oder gekennzeichnet hast. Es wartet zehn Sekunden, damit Rückgängig es zurücknehmen kann.',
    verb: (verb) => verbs[verb] ?? verb,
    writes: {
      waiting: 'Wartet',
      sending: 'Wird gesendet',
      sent: 'Gesendet',
      failed: 'Fehlgeschlagen',
      unsure: 'Unklar, ob es ankam',
      withdrawn: 'Zurückgenommen',
    },
    again: 'Noch einmal senden',
    takeBack: 'Zurücknehmen',
  },
}
