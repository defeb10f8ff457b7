package gate

import (
	"regexp"
	"strings"
	"sync"
)

// The words of one-time codes, in the languages that their senders write.
var (
	// sureWords name a code that is good for once, and nothing else.
	sureWords = oneOf(
		`one[- ]?time (?:pass(?:word|code)|pin|code|security code)`, `(?-i:OTP)(?: code| password)?`,
		`(?:verification|authentication|two[- ]factor|2fa|two[- ]step verification|2-step verification) (?:code|pin|number)`,
		`(?-i:(?:m|sms|SMS|push|chip|photo)?-?TAN)`,
		`einmal-?(?:code|passwort|kennwort|pin)`,
		`(?:bestätigungs|verifizierungs|verifikations|sicherheits|authentifizierungs)-?code`,
		`code (?:de (?:vérification|sécurité|confirmation|validation)|d['’]authentification|à usage unique)`, `mot de passe à usage unique`,
		`código de (?:verificación|seguridad|confirmación|un solo uso|verificação|segurança|confirmação|autenticación|autenticação)`,
		`codice (?:di (?:verifica|sicurezza|conferma|autenticazione)|monouso|otp)`,
		`(?:verificatie|bevestigings|beveiligings|authenticatie)-?code`, `eenmalige (?:pin)?code`,
		`(?:kod|hasło) (?:weryfikacyjn[ye]|jednorazow[ye]|autoryzacyjn[ye]|potwierdzający|sms)`, `jednorazow[ye] (?:kod|hasło)`,
		`(?:verifierings|bekräftelse|säkerhets|engångs)kod`, `(?:bekræftelses|bekreftelses|sikkerheds|sikkerhets|engangs|verifikations)-?kode`,
		`ověřovací kód`, `jednorázov[ýé] (?:kód|heslo)`, `vahvistuskoodi`, `kertakäyttökoodi`,
		`(?:doğrulama|onay|güvenlik) kodu(?:nuz)?`,
		`код (?:подтверждения|проверки|безопасности|підтвердження)`, `одноразовый (?:код|пароль)`, `одноразовий (?:код|пароль)`,
		`验证码`, `驗證碼`, `校验码`, `动态码`, `認証(?:コード|番号)`, `確認コード`, `ワンタイムパスワード`, `인증 ?(?:번호|코드)`,
	)
	// likelyWords name a code that may be of another sort.
	likelyWords = oneOf(
		`(?:log-?in|log[- ]in|sign[- ]?in|security|activation|confirmation|launch|validation|device) (?:pass)?code`,
		`(?:anmelde|freigabe|aktivierungs|login|inlog)-?code`,
		`code de connexion`, `código de (?:acceso|acesso|inicio de sesión)`, `codice di accesso`, `(?:inloggnings|login)-?kod`, `kod logowania`,
	)
	// plainWords are a code of whatever sort.
	plainWords = oneOf(`(?:pass)?code`, `pin`, `kod`, `kode`, `koodi`, `código`, `codice`, `kód`, `код`, `clave`)

	yours = oneOf(`your`, `ihre?`, `deine?`, `votre`, `ton`, `tu`, `su`, `il tuo`, `il suo`, `(?:o )?seu`, `uw`, `je`, `jouw`, `din`, `ditt`, `dit`,
		`twój`, `váš`, `ваш`, `твой`, `твій`)
	isWords = oneOf(`is`, `ist`, `lautet`, `est`, `es`, `è`, `é`, `är`, `er`, `je`)

	// is stands between the words and the number, isBack between the number and the words.
	is     = `(?:\s?[:=：→–—-]|\s` + isWords + `|是|为|為|は|은|는)` + opened
	isBack = closed + `(?:\s(?:` + isWords + `|to|as|als|como|comme|come)|\s?[–—-])\s`
	// about is what may stand before that: "for your account at Acme". No sentence ends in it.
	about = `(?:[ ,'’"“”«»()@&/-](?:[ ,'’"“”«»()@&/\pL\pN-]|\.[^\s])*?)??`
	words = `(?:[\pL\pN.'’-]+[ -]){0,3}?`

	useIt = oneOf(`use`, `enter`, `type in`, `gib`, `geben sie`, `verwenden sie`, `nutze`, `utilisez`, `saisissez`,
		`usa`, `usar`, `ingresa`, `introduce`, `inserisci`, `gebruik`, `wpisz`)
	signIn = oneOf(`log in`, `sign in`, `verify your`, `confirm your`, `anmeld\pL*`, `einzuloggen`, `bestätig\pL*`, `verifizier\pL*`,
		`connecter`, `vérifier`, `confirmer`, `iniciar sesión`, `verificar`, `accedere`, `verificare`, `entrar`, `in te loggen`, `zalogować`)

	// ordinaryNumbers speak of numbers and codes of another sort.
	ordinaryNumbers = oneOf(
		`code (?:review|owners?|base|change|freeze|style|quality|coverage|scann?(?:ing)?|path|block|snippet|smells?|push)`,
		`(?:error|exit|status|response|zip|postal|area|country|dialling|promo|promotion|discount|voucher|coupon|gift|referral|qr|bar|source|`+
			`tracking|booking|project|cost|product|item|article|tax|sort|door|gate|entry|dress|invite|meeting|conference|billing|legacy) codes?`,
		`(?:fehler|tür|rabatt|gutschein|buchungs|projekt|post|bar|qr|quell)-?code`,
		`invoices?`, `rechnung(?:en|snummer)?`, `facture`, `factura`, `fattura`, `orders?`, `bestell(?:ung|nummer)`, `commande`, `pedido`, `ordine`,
		`booking`, `buchung`, `reservation`, `reservierung`, `réservation`, `flight`, `hotel`, `parcel`, `paket`, `shipment`, `sendung`,
		`meeting[- ]id`, `webinar`, `zoom`, `dial[- ]in`, `einwahl`, `passcode`, `kenncode`, `pull request`, `merge request`, `ticket`, `bug`,
		`refactor\pL*`, `door`, `tür`, `alarm`, `garage`, `safe`, `wifi`, `wi-fi`, `wlan`, `sim`,
	)
)

// phrases are the ways in which messages with codes are put.
type phrases struct {
	any        *regexp.Regexp // some word of theirs
	ordinary   *regexp.Regexp // a number of another sort is spoken of
	sureBefore *regexp.Regexp // "Verification code: 482913", "your TAN for the transfer of 12 EUR is 482913"
	sureAfter  *regexp.Regexp // "482913 is your verification code", "482913是您的验证码"
	mayBefore  *regexp.Regexp // "Your Acme code is 482913", "Login code: 48291"
	mayAfter   *regexp.Regexp // "482913 is your Acme code"
	use        *regexp.Regexp // "Use 482913 …
	toSignIn   *regexp.Regexp // … to sign in"
	announced  *regexp.Regexp // the code stands in a line of its own, and is spoken of before
}

// theirs is made when the first message with figures comes: it takes milliseconds, and the command line
// needs none of it.
var theirs = sync.OnceValue(func() phrases {
	return phrases{
		any:        spoken(oneOf(sureWords, likelyWords, plainWords, signIn)),
		ordinary:   spoken(ordinaryNumbers),
		sureBefore: pattern(edge + sureWords + `(?:` + closed + `[\s–-]` + opened + `|` + about + is + `)$`),
		sureAfter: pattern(`^` + oneOf(
			isBack+oneOf(yours+` `+words, `(?:(?:the|an?|die|der|das|le|la|el|il|o) )?`)+sureWords+edge,
			`\s?(?:是|为|為|は)[^\n。]*?`+sureWords)),
		mayBefore: pattern(edge + oneOf(likelyWords, yours+` `+words+plainWords) + about + is + `$`),
		mayAfter:  pattern(`^` + isBack + yours + ` ` + words + plainWords + edge),
		use:       pattern(edge + useIt + `(?: (?:(?:the|den|le|el|il|de) )?` + plainWords + `)?\s` + opened + `$`),
		toSignIn:  pattern(`^` + closed + ` (?:ein, )?` + oneOf(`to`, `um`, `zur?`, `zum`, `pour`, `para`, `per`, `om`, `aby`) + ` ` + words + signIn),
		announced: spoken(oneOf(sureWords, likelyWords, `code below`, `following code`, `folgende[nr]? code`, `code suivant`,
			`siguiente código`, `seguente codice`, `onderstaande code`)),
	}
})

const (
	unspaced = `\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}`
	edge     = `(?:^|$|[^\pL\pN]|[` + unspaced + `])` // of a word; RE2's own knows ASCII only
	opened   = `[\s"“„«(\[*]{0,4}`
	closed   = `["”»)\]】*]?`
)

func oneOf(words ...string) string { return `(?:` + strings.Join(words, `|`) + `)` }

func spoken(words string) *regexp.Regexp { return pattern(edge + words + edge) }

func pattern(text string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + text) }
