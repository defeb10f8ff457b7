import type { Form } from './told'

/** What stands behind the sentence about an account that is in trouble. */
export const details: readonly Form[] = [
  ['It lacks %1.', 'Es fehlt %1.'],
  ['A line of its answer is longer than %1.', 'Eine Zeile der Antwort ist länger als %1.'],
  ['The answer is longer than %1.', 'Die Antwort ist länger als %1.'],
  ['What lies there is no calendar server.', 'Dort liegt kein Kalenderserver.'],
  ['What lies there is no calendar.', 'Dort liegt kein Kalender.'],
  ['What lies there is no feed.', 'Dort liegt kein Feed.'],
  ['ClickUp cannot do this with what is no task.', 'ClickUp kann das nur mit einer Aufgabe tun.'],
  ['Only an invitation can be answered.', 'Nur eine Einladung lässt sich beantworten.'],
  [
    'Slack lets no program mark answers in a thread as read.',
    'Slack lässt kein Programm Antworten in einem Thema als gelesen kennzeichnen.',
  ],
  ['The invitation is not there any more.', 'Die Einladung gibt es nicht mehr.'],
  [
    'The list of this task has no status that closes it.',
    'Die Liste dieser Aufgabe hat keinen Status, der sie schließt.',
  ],
  [
    'The mail to answer is not in its folder any more.',
    'Die Mail, die beantwortet werden soll, ist nicht mehr in ihrem Ordner.',
  ],
  ['This cannot be answered from here.', 'Das lässt sich von hier aus nicht beantworten.'],
  [
    'This cannot be answered from here: only issues and merge requests can.',
    'Das lässt sich von hier aus nicht beantworten: nur Issues und Merge Requests lassen es zu.',
  ],
  [
    'This cannot be answered from here: only issues and pull requests can.',
    'Das lässt sich von hier aus nicht beantworten: nur Issues und Pull Requests lassen es zu.',
  ],
  ['GitHub cannot do this from here.', 'GitHub lässt das von hier aus nicht zu.'],
  ['GitLab cannot do this from here.', 'GitLab lässt das von hier aus nicht zu.'],
  [
    'It leads from a secured address to an open one.',
    'Es führt von einer gesicherten Adresse zu einer offenen.',
  ],
  ['It leads to %1.', 'Es führt zu %1.'],
  [
    'It would have changed something without an act of yours.',
    'Es hätte etwas geändert, ohne dass du es wolltest.',
  ],
  [
    'It would have changed something, by %1 %2, without an act of yours.',
    'Es hätte mit %1 %2 etwas geändert, ohne dass du es wolltest.',
  ],
  ['Its address is none of http or https.', 'Die Adresse beginnt weder mit http noch mit https.'],
  ['%1 is no e-mail address.', '%1 ist keine E-Mail-Adresse.'],
  ['%1 is no address of a server.', '%1 ist keine Adresse eines Servers.'],
  ['%1 cannot be read as a folder.', '%1 ist nicht als Ordner zu lesen.'],
  ['It is not connected any more.', 'Es ist nicht mehr verbunden.'],
  ['It needs an address or a file.', 'Es braucht eine Adresse oder eine Datei.'],
  ['Name a folder at least, such as INBOX.', 'Nenne wenigstens einen Ordner, etwa INBOX.'],
  ['No calendar is there.', 'Dort ist kein Kalender.'],
  [
    'The IMAP server of %1 is not known. Name it.',
    'Der IMAP-Server von %1 ist nicht bekannt. Nenne ihn.',
  ],
  ['The address cannot be read.', 'Die Adresse ist nicht zu lesen.'],
  [
    'The client id of your own application is needed.',
    'Die Client-ID deiner eigenen Anwendung fehlt.',
  ],
  [
    'The file of the certificate authority holds no certificate.',
    'In der Datei der Zertifizierungsstelle steht kein Zertifikat.',
  ],
  [
    'The file of the certificate authority cannot be read.',
    'Die Datei der Zertifizierungsstelle ist nicht zu lesen.',
  ],
  ['The file cannot be opened.', 'Die Datei lässt sich nicht öffnen.'],
  ['The file cannot be read.', 'Die Datei ist nicht zu lesen.'],
  ['The mail does not say whom to answer.', 'Die Mail sagt nicht, wem zu antworten ist.'],
  ['The password is missing.', 'Das Passwort fehlt.'],
  [
    'The server %1 takes no passwords that could be sent to it.',
    'Der Server %1 nimmt kein Passwort auf einem Weg, der hier möglich ist.',
  ],
  [
    'The server has no archive, or cannot move mails. Name the folder, or have done here mark as read there.',
    'Der Server hat kein Archiv oder kann Mails nicht verschieben. Nenne den Ordner, oder lass hier Erledigtes dort nur als gelesen kennzeichnen.',
  ],
  ['The server takes no passwords.', 'Der Server nimmt keine Passwörter.'],
  ['The server takes no sign-in in the browser.', 'Der Server nimmt keine Anmeldung im Browser.'],
  [
    'The server does not speak TLS from the start. Try STARTTLS.',
    'Der Server spricht nicht von Anfang an TLS. Versuche STARTTLS.',
  ],
  [
    'The server offers no STARTTLS. Try TLS from the start.',
    'Der Server bietet kein STARTTLS. Versuche TLS von Anfang an.',
  ],
  [
    'The server’s certificate comes from nobody who is trusted here.',
    'Das Zertifikat des Servers kommt von niemandem, dem hier vertraut wird.',
  ],
  [
    'The server’s certificate has expired, so it is not trusted.',
    'Das Zertifikat des Servers ist abgelaufen; ihm wird nicht vertraut.',
  ],
  [
    'The server’s certificate is for another name, so it is not trusted.',
    'Das Zertifikat des Servers gilt für einen anderen Namen; ihm wird nicht vertraut.',
  ],
  [
    'The service does not know this application, or does not let it ask for that.',
    'Der Dienst kennt diese Anwendung nicht oder lässt sie nicht danach fragen.',
  ],
  ['This account signs in with a password.', 'Dieses Konto meldet sich mit einem Passwort an.'],
  ['To answer, name the SMTP server.', 'Nenne den SMTP-Server, um zu antworten.'],
  ['You are in no workspace that is called so.', 'Du bist in keinem Workspace, der so heißt.'],
  [
    'Your address is not among those invited: set your address there in the account’s settings.',
    'Deine Adresse ist nicht unter den Eingeladenen: Trage in den Einstellungen des Kontos deine Adresse dort ein.',
  ],
  ['It did not snooze its notifications.', 'Es hat seine Benachrichtigungen nicht pausiert.'],
  ['It answered %1.', 'Er antwortete %1.'],
  ['It redirects in circles.', 'Er leitet im Kreis weiter.'],
  ['The mail server says: %1', 'Der Mailserver sagt: %1'],
  ['The token %1 did not work.', 'Das Token %1 galt nicht.'],
  ['The token is not taken.', 'Das Token wird nicht angenommen.'],
  [
    'There is no folder %1, or it may not be opened.',
    'Es gibt keinen Ordner %1, oder er darf nicht geöffnet werden.',
  ],
  ['There is no folder %1.', 'Es gibt keinen Ordner %1.'],
  ['It stumbled over what it was told.', 'Es stolperte über das, was ihm gesagt wurde.'],
  [
    'Google takes app passwords only, and those only where two-step verification is on.',
    'Google nimmt nur App-Passwörter, und die nur mit Bestätigung in zwei Schritten.',
  ],
  [
    'Microsoft takes no passwords over IMAP any more. Use the browser to sign in, with the client id of an application of your own.',
    'Microsoft nimmt über IMAP keine Passwörter mehr. Melde dich im Browser an, mit der Client-ID einer eigenen Anwendung.',
  ],
  [
    'Apple takes app-specific passwords only, from account.apple.com.',
    'Apple nimmt nur app-spezifische Passwörter, von account.apple.com.',
  ],
  [
    'Switch IMAP on first, in the settings of the mailbox on the web.',
    'Schalte erst IMAP ein, in den Einstellungen des Postfachs im Web.',
  ],
  ['Fastmail takes app passwords only.', 'Fastmail nimmt nur App-Passwörter.'],
  ['Yahoo takes app passwords only.', 'Yahoo nimmt nur App-Passwörter.'],
]

/** What is wrong with a field of a form; its label is filled in, and said in German too. */
export const fields: readonly Form[] = [
  ['%1 is needed.', '%1 fehlt.'],
  ['%1 is no address such as %2.', '%1 ist keine Adresse wie %2.'],
  ['%1 is on or off.', '%1 ist an oder aus.'],
  ['%1 is none of the choices.', '%1 ist keine der Möglichkeiten.'],
  ['There is no field %1.', 'Es gibt kein Feld %1.'],
]
