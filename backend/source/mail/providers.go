package mail

import (
	"slices"

	"sluice/backend/source"
)

// provider is where the mail of well-known domains lies.
type provider struct {
	imap, smtp string
	web        string // the address at which one finds a mail by its Message-ID, which is put at its end
	keepsSent  bool   // what is sent over its SMTP lies in the folder for sent mail by itself
	note       string // what has to be known where it refuses a password
}

const (
	gmailNote   = "Google takes app passwords only, and those only where two-step verification is on."
	outlookNote = "Microsoft takes no passwords over IMAP any more. Use the browser to sign in, with the client id of an application of your own."
	icloudNote  = "Apple takes app-specific passwords only, from account.apple.com."
	gmxNote     = "Switch IMAP on first, in the settings of the mailbox on the web."
)

// providers by the domain of the address. Hosts and ports are as they are commonly published; no server was asked.
var providers = func() map[string]provider {
	gmail := provider{
		imap: "imap.gmail.com:993", smtp: "smtp.gmail.com:465", keepsSent: true, note: gmailNote,
		web: "https://mail.google.com/mail/u/0/#search/rfc822msgid%3A",
	}
	outlook := provider{imap: "outlook.office365.com:993", smtp: "smtp.office365.com:587", keepsSent: true, note: outlookNote}
	fastmail := provider{imap: "imap.fastmail.com:993", smtp: "smtp.fastmail.com:465", note: "Fastmail takes app passwords only."}
	icloud := provider{imap: "imap.mail.me.com:993", smtp: "smtp.mail.me.com:587", note: icloudNote}
	yahoo := provider{imap: "imap.mail.yahoo.com:993", smtp: "smtp.mail.yahoo.com:465", note: "Yahoo takes app passwords only."}
	gmxDE := provider{imap: "imap.gmx.net:993", smtp: "mail.gmx.net:465", note: gmxNote}
	gmxCom := provider{imap: "imap.gmx.com:993", smtp: "mail.gmx.com:465", note: gmxNote}
	web := provider{imap: "imap.web.de:993", smtp: "smtp.web.de:587", note: gmxNote}
	mailbox := provider{imap: "imap.mailbox.org:993", smtp: "smtp.mailbox.org:465"}
	posteo := provider{imap: "posteo.de:993", smtp: "posteo.de:465"}
	byDomain := map[string]provider{
		"t-online.de": {imap: "secureimap.t-online.de:993", smtp: "securesmtp.t-online.de:465"},
		"runbox.com":  {imap: "mail.runbox.com:993", smtp: "mail.runbox.com:465"},
		"zoho.com":    {imap: "imap.zoho.com:993", smtp: "smtp.zoho.com:465"},
		"zoho.eu":     {imap: "imap.zoho.eu:993", smtp: "smtp.zoho.eu:465"},
	}
	for _, group := range []struct {
		provider provider
		domains  []string
	}{
		{gmail, []string{"gmail.com", "googlemail.com"}},
		{outlook, []string{"outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "live.com", "live.de", "msn.com"}},
		{fastmail, []string{"fastmail.com", "fastmail.fm"}},
		{icloud, []string{"icloud.com", "me.com", "mac.com"}},
		{yahoo, []string{"yahoo.com", "yahoo.de", "ymail.com"}},
		{gmxDE, []string{"gmx.de", "gmx.net", "gmx.at", "gmx.ch"}},
		{gmxCom, []string{"gmx.com"}},
		{web, []string{"web.de"}},
		{mailbox, []string{"mailbox.org"}},
		{posteo, []string{"posteo.de", "posteo.net", "posteo.org"}},
	} {
		for _, domain := range group.domains {
			byDomain[domain] = group.provider
		}
	}
	return byDomain
}()

// hosts are all that an account may reach: the servers it names, those of the known providers, and
// those that give tokens.
func hosts() []string {
	known := []string{"{imap}", "{smtp}", "oauth2.googleapis.com", "login.microsoftonline.com"}
	for _, p := range providers {
		known = append(known, source.HostOf(p.imap), source.HostOf(p.smtp))
	}
	slices.Sort(known)
	return slices.Compact(known)
}

// reach gives the hosts of one account: its two servers, named or known by its address, and who gives its
// tokens. Settings that cannot be understood reach nothing.
func reach(v source.Values) []string {
	set, err := read(v)
	if err != nil {
		return nil
	}
	reached := []string{source.HostOf(set.imap.address)}
	if set.smtp.address != "" {
		reached = append(reached, source.HostOf(set.smtp.address))
	}
	if way, byBrowser := ways[set.auth]; byBrowser {
		reached = append(reached, source.HostOf(way.TokenURL))
	}
	slices.Sort(reached)
	return slices.Compact(reached)
}
