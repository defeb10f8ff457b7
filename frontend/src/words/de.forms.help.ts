import type { Form } from './told'

/** What each kind of account brings, where its token is had, what that may do, and its limits. */
export const helps: readonly Form[] = [
  [
    'Mail of any address over IMAP, with what other tools tell by mail sorted to its tool.',
    'Mails jeder Adresse über IMAP; was andere Werkzeuge per Mail melden, wird dem Werkzeug zugeordnet.',
  ],
  [
    'In the settings of your mail provider, under security: make an app password for Sluice. Where there are none, your usual password.',
    'In den Einstellungen deines Mailanbieters, unter Sicherheit: Lege ein App-Passwort für Sluice an. Wo es keine gibt, nimm dein übliches Passwort.',
  ],
  [
    'It reads the folders that you name. It marks as read, archives and answers only where you do that here.',
    'Gelesen werden die Ordner, die du nennst. Als gelesen gekennzeichnet, archiviert und geantwortet wird nur, wenn du es hier tust.',
  ],
  [
    'Outlook.com and Hotmail take no passwords any more: they need an application of your own at Microsoft Entra. With Google an app password is enough, where two-step verification is on.',
    'Outlook.com und Hotmail nehmen keine Passwörter mehr: Dort braucht es eine eigene Anwendung bei Microsoft Entra. Bei Google genügt ein App-Passwort, wenn die Bestätigung in zwei Schritten an ist.',
  ],

  [
    'Direct messages, mentions of you and your groups, and replies in threads that you are in.',
    'Direktnachrichten, Erwähnungen von dir und deinen Gruppen und Antworten in Threads, in denen du bist.',
  ],
  [
    'On your phone and elsewhere. Slack shows a small “z” beside your name to others, and tells who writes to you that your notifications are paused. It needs the rights dnd:read and dnd:write. A snooze of your own is left alone.',
    'Auf dem Telefon und anderswo. Slack zeigt anderen dann ein kleines „z“ neben deinem Namen und sagt, wer dir schreibt, dass deine Benachrichtigungen pausiert sind. Dafür braucht es die Rechte dnd:read und dnd:write. Hast du selbst pausiert, bleibt das, wie es ist.',
  ],
  ['Others see nothing of it.', 'Andere sehen davon nichts.'],
  [
    'On api.slack.com/apps: Create New App, From a manifest, the manifest of Sluice’s documentation, Install to Workspace. Then OAuth & Permissions, User OAuth Token. The app token is under Basic Information, App-Level Tokens, with connections:write.',
    'Auf api.slack.com/apps: Create New App, From a manifest, das Manifest aus der Dokumentation von Sluice, Install to Workspace. Dann OAuth & Permissions, User OAuth Token. Das Token der App steht unter Basic Information, App-Level Tokens, mit connections:write.',
  ],
  [
    'It may read your conversations, names and groups, search, mark as read and write answers as you. Leave off chat:write and the rights that end in :write to read only. Marking as read marks a conversation up to that message, with what stands before it.',
    'Es darf deine Unterhaltungen, Namen und Gruppen lesen, suchen, als gelesen kennzeichnen und in deinem Namen antworten. Soll es nur lesen, lass chat:write und die Rechte weg, die auf :write enden. Als gelesen gekennzeichnet wird eine Unterhaltung bis zu der Nachricht, mit allem, was davor steht.',
  ],
  [
    'Where a workspace lets its guests install no apps, let Slack mail its notifications, and connect that mail.',
    'Wo Gäste eines Workspace keine Apps installieren dürfen, lass dir die Benachrichtigungen von Slack mailen, und verbinde diese Mail.',
  ],

  [
    'Tasks that are assigned to you, comments at them and assigned to you, and chat that is for you.',
    'Aufgaben, die dir zugewiesen sind, Kommentare dazu und solche, die dir zugewiesen sind, und Chat, der für dich ist.',
  ],
  [
    'In ClickUp: your picture, Settings, Apps, API Token, Generate.',
    'In ClickUp: dein Bild, Settings, Apps, API Token, Generate.',
  ],
  [
    'ClickUp’s personal tokens may do everything that you may; they cannot be narrowed.',
    'Persönliche Tokens von ClickUp dürfen alles, was du darfst; sie lassen sich nicht einschränken.',
  ],
  [
    'Mentions at tasks that are not yours cannot be asked for: let ClickUp mail them, and connect that mail.',
    'Erwähnungen bei Aufgaben, die nicht deine sind, lassen sich nicht abfragen: Lass sie dir von ClickUp mailen, und verbinde diese Mail.',
  ],

  [
    'Your notifications: reviews that are asked of you, mentions, assignments and threads that you follow.',
    'Deine Benachrichtigungen: Reviews, um die du gebeten wirst, Erwähnungen, Zuweisungen und Threads, denen du folgst.',
  ],
  [
    'On GitHub: Settings, Developer settings, Personal access tokens, Tokens (classic). Fine-grained tokens cannot read notifications.',
    'Auf GitHub: Settings, Developer settings, Personal access tokens, Tokens (classic). Fine-grained tokens können keine Benachrichtigungen lesen.',
  ],
  [
    'The scope notifications is enough. To read who wrote what in private repositories, and to comment, it takes the scope repo.',
    'Der Scope notifications genügt. Um zu lesen, wer was in privaten Repositorys schrieb, und um zu kommentieren, braucht es den Scope repo.',
  ],
  [
    'Where an organisation uses single sign-on, the token must be authorised for it on the same page.',
    'Nutzt eine Organisation Single Sign-on, muss das Token auf derselben Seite dafür freigegeben werden.',
  ],

  [
    'Your to-do list: issues and merge requests that are assigned to you, mention you or ask for your review.',
    'Deine To-do-Liste: Issues und Merge Requests, die dir zugewiesen sind, dich erwähnen oder auf dein Review warten.',
  ],
  [
    'In GitLab: your picture, Edit profile, Access tokens, Add new token.',
    'In GitLab: dein Bild, Edit profile, Access tokens, Add new token.',
  ],
  [
    'The scope read_api is enough to read. To mark to-dos as done and to comment from here it takes the scope api.',
    'Zum Lesen genügt der Scope read_api. Um To-dos von hier aus als erledigt zu kennzeichnen und zu kommentieren, braucht es den Scope api.',
  ],
  [
    'GitLab itself ends a to-do when you comment, label or react at the source; it is then done here too.',
    'GitLab beendet ein To-do selbst, wenn du an der Quelle kommentierst, ein Label setzt oder reagierst; dann ist es auch hier erledigt.',
  ],

  [
    'Your meetings on the day, and invitations that wait for your answer: Fastmail, iCloud, Nextcloud, mailbox.org and others.',
    'Deine Termine am Tag und Einladungen, die auf deine Antwort warten: Fastmail, iCloud, Nextcloud, mailbox.org und andere.',
  ],
  [
    'Most services want a password made for this program alone: iCloud and Fastmail call it app password, Nextcloud device password.',
    'Die meisten Dienste wollen ein Passwort nur für dieses Programm: iCloud und Fastmail nennen es App-Passwort, Nextcloud Gerätepasswort.',
  ],
  [
    'It reads your calendars. An answer to an invitation is written there only when you give it.',
    'Deine Kalender werden gelesen. Eine Antwort auf eine Einladung wird dort nur geschrieben, wenn du sie gibst.',
  ],
  [
    'Google’s calendars cannot be reached so without an application of one’s own; use their secret address instead.',
    'Kalender von Google sind so ohne eine eigene Anwendung nicht zu erreichen; nimm stattdessen ihre Privatadresse.',
  ],

  [
    'Your meetings on the day, from the secret address of a calendar or from a file.',
    'Deine Termine am Tag, von der Privatadresse eines Kalenders oder aus einer Datei.',
  ],
  [
    'In Google Calendar: Settings, your calendar, Secret address in iCal format. In Outlook: Shared calendars, Publish, ICS.',
    'In Google Kalender: Einstellungen, dein Kalender, Privatadresse im iCal-Format. In Outlook: Freigegebene Kalender, Veröffentlichen, ICS.',
  ],
  [
    'A calendar can only be read so; answers to invitations are given at the source.',
    'So lässt sich ein Kalender nur lesen; auf Einladungen antwortest du an der Quelle.',
  ],
  [
    'Google and Microsoft renew what lies at such an address only every few hours.',
    'Google und Microsoft erneuern, was unter so einer Adresse liegt, nur alle paar Stunden.',
  ],

  [
    'New posts of a blog, a forum, a release page, or a private feed of a tool that you work with.',
    'Neue Beiträge eines Blogs, eines Forums, einer Seite mit neuen Versionen oder eines privaten Feeds von einem Werkzeug, mit dem du arbeitest.',
  ],
  [
    'Most feeds need no password. Private ones carry it in their address, or name user and password on their page.',
    'Die meisten Feeds brauchen kein Passwort. Private haben es in der Adresse oder nennen Benutzername und Passwort auf ihrer Seite.',
  ],
  ['A feed can only be read.', 'Ein Feed lässt sich nur lesen.'],
  [
    'A feed is asked once an hour at most.',
    'Ein Feed wird höchstens einmal in der Stunde abgefragt.',
  ],

  [
    'What Zapier, Make, a server or a script publishes to a topic, here or at ntfy.sh.',
    'Was Zapier, Make, ein Server oder ein Skript unter einem Thema veröffentlicht, hier oder bei ntfy.sh.',
  ],
  [
    'A topic is there as soon as somebody publishes to it. A token is made in the web app under Account.',
    'Ein Thema ist da, sobald jemand darin veröffentlicht. Ein Token legst du in der Web-App unter Konto an.',
  ],
  [
    'The token needs to read the topic and nothing else.',
    'Das Token muss das Thema lesen können, sonst nichts.',
  ],
  [
    'A server keeps messages for some hours: what comes while this computer is off for longer is gone.',
    'Ein Server behält Nachrichten einige Stunden: Ist dieser Computer länger aus, ist verloren, was inzwischen kam.',
  ],

  [
    'JSON files that scripts or a synced folder bring, one arrival or a list of them in each.',
    'JSON-Dateien aus Skripten oder einem synchronisierten Ordner, in jeder ein Eingang oder eine Liste davon.',
  ],
  [
    'A file is {"key": "…", "title": "…", "body": "…", "from": "…", "app": "…", "url": "…", "thread": "…", "dueAt": "…", "expiresAt": "…"}; only title is needed.',
    'Eine Datei ist {"key": "…", "title": "…", "body": "…", "from": "…", "app": "…", "url": "…", "thread": "…", "dueAt": "…", "expiresAt": "…"}; nötig ist nur title.',
  ],
  ['The folder needs to be readable, no more.', 'Der Ordner muss lesbar sein, mehr nicht.'],

  [
    'Messages and meetings of a service that keeps them in memory.',
    'Nachrichten und Termine eines Dienstes, der sie im Speicher hält.',
  ],
  ['Any token will do.', 'Jedes Token genügt.'],
  ['It may read and answer.', 'Es darf lesen und antworten.'],
]
