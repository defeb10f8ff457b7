package gate_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sluice/backend/gate"
)

// withCodes are messages as services write them, with the code that each carries.
var withCodes = []struct{ title, body, code string }{
	{"", "Your verification code is 482913", "482913"},
	{"", "Your verification code is: 482913. Don't share it with anybody.", "482913"},
	{"Verification code", "482913", "482913"},
	{"Google", "G-482913 is your Google verification code.", "G-482913"},
	{"", "G-482913 is your Google code", "G-482913"},
	{"", "FB-48291 is your Facebook confirmation code", "FB-48291"},
	{"", "123 456 is your one-time passcode", "123 456"},
	{"", "Your one-time password (OTP) is 4829", "4829"},
	{"", "482913 is the OTP for your transaction of INR 2500.00 at Acme. Do not share it.", "482913"},
	{"", "Use 482913 to verify your Instagram account.", "482913"},
	{"", "Enter code 482913 to sign in.", "482913"},
	{"Acme: your code", "Your Acme code is 4829", "4829"},
	{"", "Your Uber code: 4829. Never share this code.", "4829"},
	{"WhatsApp", "Your WhatsApp code: 482-913", "482-913"},
	{"Telegram", "Login code: 48291. Do not give this code to anyone.", "48291"},
	{"Sign in to Slack", "Your confirmation code is below - enter it in your open browser window.\n\n482913\n\nIf you did not ask, ignore it.", "482913"},
	{"Your GitHub launch code", "Continue signing up for GitHub by entering the code below:\n\n48291347\n", "48291347"},
	{"", "482913 is your verification code for acme.com.\n\n@acme.com #482913", "482913"},
	{"Microsoft", "Use verification code 482913 for Microsoft authentication.", "482913"},
	{"", "Your Apple ID Code is: 482913. Don't share it with anyone.", "482913"},
	{"", "PayPal: 482913 is your security code. Don't share it.", "482913"},
	{"", "2FA code: 482 913", "482 913"},
	{"", "Ihr Sicherheitscode lautet 4711", "4711"},
	{"", "Ihre TAN für die Überweisung über 120,00 EUR an Bea lautet: 482913", "482913"},
	{"", "482913 ist Ihre TAN für den Auftrag vom 03.04. über 1.200,00 EUR", "482913"},
	{"", "smsTAN: 482913", "482913"},
	{"", "Dein Einmalcode: 482913", "482913"},
	{"", "482913 ist dein Amazon-Einmalpasswort. Teile es mit niemandem.", "482913"},
	{"", "Dein Acme-Code lautet 48291", "48291"},
	{"Bestätigungscode", "482913", "482913"},
	{"", "Geben Sie 482913 ein, um Ihre E-Mail-Adresse zu bestätigen.", "482913"},
	{"", "Verifizierungscode 482913 – gültig für 10 Minuten", "482913"},
	{"", "Votre code de vérification est 482913", "482913"},
	{"", "482913 est votre code de sécurité Acme", "482913"},
	{"", "Votre code : 482913", "482913"},
	{"", "Tu código de verificación es 482913", "482913"},
	{"", "482913 es tu código de Acme", "482913"},
	{"", "Il tuo codice di verifica è 482913", "482913"},
	{"", "O seu código de verificação é 482913", "482913"},
	{"", "Uw verificatiecode is 482913", "482913"},
	{"", "Je inlogcode is 48291", "48291"},
	{"", "Twój kod weryfikacyjny to: 482913", "482913"},
	{"", "482913 to Twój kod weryfikacyjny Acme", "482913"},
	{"", "Din verifieringskod är 482913", "482913"},
	{"", "Din engangskode er 482913", "482913"},
	{"", "Doğrulama kodunuz: 482913", "482913"},
	{"", "Ваш код подтверждения: 482913", "482913"},
	{"", "482913 — ваш код подтверждения", "482913"},
	{"", "【Acme】您的验证码是482913，5分钟内有效", "482913"},
	{"", "482913是您的验证码", "482913"},
	{"", "認証コード：482913", "482913"},
	{"", "認証コードは482913です。", "482913"},
	{"", "[Acme] 인증번호 [482913]를 입력해 주세요", "482913"},
}

// ordinary is what people write to each other at work; nothing of it may be taken away.
var ordinary = []string{
	"Review requested: refactor billing code (#4821)",
	"Review requested on acme/app: refactor billing code (#4821)",
	"Code review wanted: #12345",
	"Please fix the code before June 2026",
	"fix the code before June 2026",
	"error code 5003",
	"error code 5003 in production",
	"Your error code is 5003",
	"Verify invoice 20261",
	"JIRA-4711: verify login",
	"JIRA-4711: verification code is not sent",
	"ACME-48291: verification code: wrong colour",
	"OTP-4711 one-time code expires too early",
	"PR-48213 verification code resend",
	"Pin 2 posts by 2026",
	"Jemand hat TAN Liste 2026",
	"The code costs 12000 EUR",
	"The code review is ready",
	"Build 482913 failed",
	"Meeting moved to 2026, room 12",
	"Invoice 2026-1142 over 1.200,00 is due",
	"Please review the code of release 2.6.1",
	"The verification of batch 48291 failed",
	"We sent a verification code to your phone ending in 4821",
	"Your verification code was sent to +49 170 1234567",
	"Questions about your verification code? Call 0800 4829133.",
	"Your verification code is ready. Order 48291 follows.",
	"Zoom: Meeting ID: 812 3456 7890, Passcode: 482913",
	"Join the meeting. Passcode: 482913",
	"Einwahl +49 69 1234567, Zugangscode 482913#",
	"Your discount code is 48291",
	"Dein Gutscheincode lautet 48291",
	"ZIP code: 10115",
	"Our area code is 0511",
	"Country code 0049",
	"exit code 1370",
	"HTTP status code 5003",
	"Your booking 48291: confirmation code: 77120",
	"Tracking code: 48291347",
	"Der Türcode ist 4711",
	"The code for the door is 4711",
	"Can you verify that 4800 users are affected?",
	"Verify that the PIN pad works by 15:3000",
	"Please verify: 12000 rows were lost",
	"verify your invoice 20261 please",
	"Please enter 48291 hours? That cannot be right; verify it",
	"Use 4096 bytes to verify your buffers",
	"Set PIN 4711 to output mode",
	"GPIO pin 1024",
	"pin: 48291 commits behind main",
	"tan(4500) is wrong in the shader",
	"The OTP service returns 5003 since noon",
	"Rate limit of the 2FA endpoint is 1000 a minute",
	"security code scanning found 48291 alerts",
	"Security code review: 48291 lines read",
	"Legacy code: 48291 lines",
	"code=482913",
	"https://acme.test/verify/482913?code=482913",
	"The activation of customer 48291 needs a code",
	"Rechnung 20261 über 4800 EUR bitte prüfen, Code anbei",
	"Projektcode 48291 bitte verwenden",
	"Le code postal est 75011",
	"Votre commande 48291 : code : 75011",
	"Código de error 5003",
	"Ошибка: код 5003",
	"邮政编码 100080",
	"Verification code rollout on 20260304",
	"Our verification code is $4800 over budget",
	"Verification code: 95% of 4800 delivered",
	"Deploy verification: 48291 of 48300 green",
	"Merge request !4821: one-time code screen",
	"Sprint 2026-11: verification code, step 2",
}

func TestCodesAreFound(t *testing.T) {
	for _, c := range withCodes {
		codes := gate.CodesIn(c.title, c.body)
		if !codes.Any() {
			t.Errorf("no code in %q, %q", c.title, c.body)
			continue
		}
		dots := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return gate.Withheld
			}
			return r
		}, c.code)
		for _, text := range []string{c.title, c.body} {
			if got, want := codes.Without(text), strings.ReplaceAll(text, c.code, dots); got != want {
				t.Errorf("%q became %q", text, got)
			}
		}
	}
}

func TestOrdinaryWorkIsNoCode(t *testing.T) {
	for _, text := range ordinary {
		for _, at := range [][2]string{{text, ""}, {"", text}, {"Acme", text}, {text, text}} {
			if codes := gate.CodesIn(at[0], at[1]); codes.Any() {
				t.Errorf("%q became %q", text, codes.Without(text))
			}
		}
	}
}

// A long text says more than a code, and is left alone.
func TestLongTextsAreNoCodes(t *testing.T) {
	body := "Your verification code is 482913\n" + strings.Repeat("And here are the minutes of the meeting. ", 30)
	if gate.HasOneTimeCode("", body) {
		t.Error("a long text was taken for a code")
	}
}

func FuzzCodes(f *testing.F) {
	for _, c := range withCodes {
		f.Add(c.title, c.body)
	}
	for _, text := range ordinary {
		f.Add(text, "")
	}
	f.Fuzz(func(t *testing.T, title, body string) {
		codes := gate.CodesIn(title, body)
		for _, text := range []string{title, body} {
			got := codes.Without(text)
			if !codes.Any() && got != text {
				t.Errorf("without a code %q became %q", text, got)
			}
			if utf8.ValidString(text) && !sameButDots(text, got) {
				t.Errorf("%q became %q", text, got)
			}
			if codes.In(got) {
				t.Errorf("a code stays in %q", got)
			}
		}
	})
}

// sameButDots says whether two texts differ in figures alone, which the second one has dots for.
func sameButDots(text, dotted string) bool {
	a, b := []rune(text), []rune(dotted)
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && (!unicode.IsDigit(a[i]) || b[i] != gate.Withheld) {
			return false
		}
	}
	return true
}
