import { helps } from './de.forms.help'
import type { Form } from './told'

// What accounts can be connected of. Names of products stay as they are and have no form here.
const kinds: readonly Form[] = [
  ['E-mail', 'E-Mail'],
  ['Calendar server (CalDAV)', 'Kalenderserver (CalDAV)'],
  ['Calendar address or file', 'Kalender als Adresse oder Datei'],
  ['RSS and Atom feeds', 'RSS- und Atom-Feeds'],
  ['ntfy topic', 'ntfy-Thema'],
  ['Folder of files', 'Ordner mit Dateien'],
  ['Desktop notifications', 'Meldungen des Desktops'],
  ['Sample service', 'Beispieldienst'],
  ['Sample data', 'Beispieldaten'],
]

const namesOfKinds = new Map(kinds)

/** The name of a kind of source, which an account has that nobody gave another. */
export const named = (name: string): string => namesOfKinds.get(name) ?? name

const labels: readonly Form[] = [
  ['Address', 'Adresse'],
  ['User', 'Benutzername'],
  ['Password', 'Passwort'],
  ['Folder', 'Ordner'],
  ['Read there is done here', 'Dort gelesen ist hier erledigt'],
  ['Personal access token', 'Persönliches Zugriffstoken'],

  ['E-mail address', 'E-Mail-Adresse'],
  ['Sign in', 'Anmeldung'],
  ['with a password', 'mit einem Passwort'],
  ['at Google, in the browser', 'bei Google, im Browser'],
  ['at Microsoft, in the browser', 'bei Microsoft, im Browser'],
  ['Client id', 'Client-ID'],
  ['Client secret', 'Client-Geheimnis'],
  ['IMAP server', 'IMAP-Server'],
  ['Encryption of IMAP', 'Verschlüsselung von IMAP'],
  ['SMTP server', 'SMTP-Server'],
  ['Encryption of SMTP', 'Verschlüsselung von SMTP'],
  ['TLS from the start', 'TLS von Anfang an'],
  ['Folders', 'Ordner'],
  ['Done here means there', 'Hier erledigt heißt dort'],
  ['marked as read', 'als gelesen gekennzeichnet'],
  ['moved to the archive', 'ins Archiv verschoben'],
  ['Archive folder', 'Archivordner'],
  ['Folder for sent mail', 'Ordner für Gesendetes'],
  ['Certificate authority', 'Zertifizierungsstelle'],

  ['User token', 'Token des Benutzers'],
  ['App token', 'Token der App'],
  ['Without @here and @channel', 'Ohne @here und @channel'],
  [
    'Snooze Slack’s own notifications during a shield',
    'Slacks eigene Benachrichtigungen während eines Schilds pausieren',
  ],
  [
    'Snooze its own notifications during a shield',
    'Eigene Benachrichtigungen während eines Schilds pausieren',
  ],
  ['Personal token', 'Persönliches Token'],
  ['Only this workspace', 'Nur dieser Workspace'],
  ['Chat too', 'Auch der Chat'],
  ['Address of the API', 'Adresse der API'],
  ['Personal access token (classic)', 'Persönliches Zugriffstoken (classic)'],
  ['Only what concerns you', 'Nur, was dich betrifft'],
  ['Your address there', 'Deine Adresse dort'],
  ['Or a file', 'Oder eine Datei'],
  ['Password for programs', 'Passwort für Programme'],
  ['Tell of edits', 'Bearbeitetes melden'],
  ['Server', 'Server'],
  ['Topic', 'Thema'],
  ['Access token', 'Zugriffstoken'],
  ['Token', 'Token'],
]

// What stands below the fields.
const hints: readonly Form[] = [
  [
    'An app password where your provider offers them.',
    'Ein App-Passwort, wenn dein Anbieter so etwas hat.',
  ],
  [
    'Of your own application at Google or Microsoft, to sign in by the browser.',
    'Von deiner eigenen Anwendung bei Google oder Microsoft, für die Anmeldung im Browser.',
  ],
  [
    'Of the same application, where it has one: Google’s have, Microsoft’s for desktops have not.',
    'Von derselben Anwendung, wenn sie eins hat: die von Google haben eins, die von Microsoft für den Desktop nicht.',
  ],
  ['Only where it is not the address.', 'Nur, wenn es nicht die Adresse ist.'],
  [
    'Empty for the providers that Sluice knows, such as Gmail, Fastmail, iCloud, GMX, mailbox.org, Posteo.',
    'Leer bei den Anbietern, die Sluice kennt, etwa Gmail, Fastmail, iCloud, GMX, mailbox.org, Posteo.',
  ],
  [
    'Empty: by the port, 143 with STARTTLS, others with TLS.',
    'Leer: je nach Port, 143 mit STARTTLS, andere mit TLS.',
  ],
  [
    'Only to answer from here. Empty for known providers.',
    'Nur, um von hier aus zu antworten. Leer bei bekannten Anbietern.',
  ],
  [
    'Empty: by the port, 587 and 25 with STARTTLS, others with TLS.',
    'Leer: je nach Port, 587 und 25 mit STARTTLS, andere mit TLS.',
  ],
  [
    'Separated by commas. The first one is watched.',
    'Durch Kommas getrennt. Im ersten kommt Neues sofort.',
  ],
  [
    'A mail that is read, moved or deleted elsewhere is done here as well.',
    'Eine Mail, die anderswo gelesen, verschoben oder gelöscht wird, ist auch hier erledigt.',
  ],
  [
    'Empty: the one that the server calls its archive.',
    'Leer: der, den der Server sein Archiv nennt.',
  ],
  ['Empty: the one that the server says is for it.', 'Leer: der, den der Server dafür nennt.'],
  [
    'A PEM file, only where the server’s certificate comes from an authority of your own.',
    'Eine PEM-Datei, nur wenn das Zertifikat des Servers von deiner eigenen Stelle kommt.',
  ],
  [
    'With it Sluice learns of news at once; without it, every few minutes.',
    'Damit erfährt Sluice sofort, was neu ist; sonst alle paar Minuten.',
  ],
  [
    'Direct messages that you read in Slack, and threads in which you had the last word, are done here.',
    'Direktnachrichten, die du in Slack liest, und Threads, in denen du das letzte Wort hattest, sind hier erledigt.',
  ],
  [
    'Leaves out messages to everybody in a channel.',
    'Lässt Nachrichten an alle in einem Channel weg.',
  ],
  [
    'Its name or number. Empty: all that you are in.',
    'Sein Name oder seine Nummer. Leer: alle, in denen du bist.',
  ],
  [
    'Direct messages, and messages that mention you.',
    'Direktnachrichten und Nachrichten, die dich erwähnen.',
  ],
  [
    'Only with GitHub Enterprise it is another: that of your server, or https://api.NAME.ghe.com.',
    'Nur bei GitHub Enterprise ist es eine andere: die deines Servers oder https://api.NAME.ghe.com.',
  ],
  [
    'Leaves out repositories that you merely watch.',
    'Lässt Repositorys weg, die du nur beobachtest.',
  ],
  [
    'GitHub marks a notification as read as soon as you open its page. Without this it stays in your queue.',
    'GitHub kennzeichnet eine Benachrichtigung als gelesen, sobald du ihre Seite öffnest. Ohne dies bleibt sie in deiner Warteschlange.',
  ],
  [
    'Of your GitLab, with the path where it has one.',
    'Von deinem GitLab, mit dem Pfad, wenn es einen hat.',
  ],
  ['Of the server or of one calendar.', 'Vom Server oder von einem einzelnen Kalender.'],
  [
    'As you are invited by; several with commas. Without it invitations cannot be told from other meetings.',
    'Unter der du eingeladen wirst; mehrere mit Kommas. Ohne sie sind Einladungen nicht von anderen Terminen zu unterscheiden.',
  ],
  [
    'The secret address in iCal format. Whoever has it can read the calendar.',
    'Die Privatadresse im iCal-Format. Wer sie hat, kann den Kalender lesen.',
  ],
  ['Only where the address asks for one.', 'Nur, wenn die Adresse danach fragt.'],
  [
    'The address of the feed itself, RSS, Atom or JSON Feed.',
    'Die Adresse des Feeds selbst: RSS, Atom oder JSON Feed.',
  ],
  ['Only where the feed asks for one.', 'Nur, wenn der Feed danach fragt.'],
  ['A post that is edited comes once more.', 'Ein bearbeiteter Beitrag kommt noch einmal.'],
  [
    'Whoever knows the name of an open topic can read it and write to it: choose one that nobody guesses.',
    'Wer den Namen eines offenen Themas kennt, kann es lesen und hineinschreiben: Wähle einen, den niemand errät.',
  ],
  ['Only where the topic is reserved: tk_…', 'Nur, wenn das Thema reserviert ist: tk_…'],
  [
    'Files are read and left as they are; remove them yourself at any time.',
    'Dateien werden gelesen und bleiben, wie sie sind; entferne sie jederzeit selbst.',
  ],
]

/** What the forms of accounts say. */
export const accountForms: readonly Form[] = [...kinds, ...labels, ...hints, ...helps]
