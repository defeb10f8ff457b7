import type { settings as english } from './en.settings'

/** Die Wörter, auf Deutsch, der Einstellungen. */
export const settings: typeof english = {
  settingsPage: {
    title: 'Einstellungen',
    sections: {
      accounts: 'Konten',
      hours: 'Zeiten',
      silence: 'Nicht stören',
      look: 'Aussehen',
      scripts: 'Skripte',
      backup: 'Sicherung',
      privacy: 'Datenschutz',
      about: 'Über Sluice',
    },
    hours: 'Deine Zeiten',
    hoursSays:
      'Nur darin hält und stillt Sluice. Außerhalb sammelt sich, was kommt, und von diesem Rechner wird nichts verlangt.',
    off: 'Freie Tage',
    addOff: 'Tag hinzufügen',
    silence: 'Nicht stören',
    silenceSays:
      'Zwischen Check-ins, in deinen Zeiten, bittet Sluice diesen Rechner, andere Programme still zu halten. Es behauptet nur, was es prüfen konnte.',
    between: 'Still zwischen Check-ins',
    betweenSays: 'Aus: Sluice sammelt nur und bittet allein während eines Schilds um Ruhe.',
    confirmed: 'Dieser Rechner hält Meldungen fern',
    confirmedSays: 'Er wurde gebeten und meldet es als an. Die Leiste sagt „Hält“.',
    asked: 'Gebeten, aber nicht bestätigt',
    askedSays: 'Das System sagt nicht, ob es folgt. Die Leiste sagt „Hält, nicht bestätigt“.',
    impossible: 'Hier kannst nur du es schalten',
    impossibleSays: 'Die Leiste sagt „Sammelt, stillt nicht“ und hält trotzdem.',
    nowOff: 'Zurzeit wird von diesem Rechner nichts verlangt.',
    look: 'Aussehen',
    lookSays: 'Die Farben des Fensters, sofort.',
    system: 'Wie das System',
    light: 'Hell',
    dark: 'Dunkel',
    counts: 'Zeigen, wie viele warten',
    countsSays:
      'In der Seitenleiste und im Infobereich. Aus: Sluice zeigt keine Zahl, um die du nicht gebeten hast.',
    call: 'Alle Inhalte verbergen',
    callSays:
      'Während andere deinen Bildschirm sehen: keine Titel, Absender, Texte oder Kundennamen, im Fenster, im Infobereich, in Meldungen und auf der Befehlszeile. Endet von selbst nach einer Stunde.',
    callUntil: (at) => `Verborgen bis ${at}. Zahlen und Zeiten bleiben.`,
    privacy: 'Datenschutz',
    privacySays:
      'Alles bleibt auf diesem Rechner. Nichts geht irgendwohin, das du nicht eingerichtet hast.',
    keep: 'Den Text von Erledigtem behalten für',
    keepDays: 'Tage',
    keepSays: 'Danach bleibt nur, wer, wann und was daraus wurde.',
    noKeep: 'Bitte eine Zahl von Tagen von 1 bis 3650.',
    neverStore: 'Manche Texte müssen gar nicht behalten werden: dafür gibt es Regeln.',
    toRules: 'Regeln',
    about: 'Über Sluice',
    version: (version) => `Sluice ${version}`,
    aboutSays: 'Hält, was deine Aufmerksamkeit will, und lässt es durch, wenn du nachsehen willst.',
    zone: (zone) => `Die Zeitzone dieses Rechners: ${zone}`,
  },
}
