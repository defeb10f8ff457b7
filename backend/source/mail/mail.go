// Package mail is the source of e-mail: it reads over IMAP, answers over SMTP, and recognises the mails
// by which other tools tell of their own affairs. Nothing is asked for over a connection that is not
// encrypted, and no picture or other part of a mail is ever loaded from elsewhere.
package mail

import (
	"context"
	"time"

	"sluice/backend/source"
)

// Source reads mail.
type Source struct{}

// Describe says what the source is.
func (Source) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "mail", Name: "E-mail", Service: "mail",
		Sentence: "Mail of any address over IMAP, with what other tools tell by mail sorted to its tool.",
		Form:     form,
		Help: source.Help{
			Where: "In the settings of your mail provider, under security: make an app password for Sluice. Where there are none, your usual password.",
			May:   "It reads the folders that you name. It marks as read, archives and answers only where you do that here.",
			Note:  "Outlook.com and Hotmail take no passwords any more: they need an application of your own at Microsoft Entra. With Google an app password is enough, where two-step verification is on.",
		},
		Hosts:    hosts(),
		Reach:    reach,
		Writes:   []source.Verb{source.VerbRead, source.VerbDone, source.VerbReply},
		DoneVerb: source.VerbDone,
		Can:      source.Can{Watch: true, OAuth: true, Vanish: true, ReplyOnce: true},
		Interval: source.Interval{Least: time.Minute, Usual: 5 * time.Minute},
	}
}

// Check logs in, and looks for the folders.
func (Source) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	s, err := open(ctx, a)
	if err != nil {
		return source.Identity{}, err
	}
	defer s.close()
	identity := source.Identity{Who: s.set.address}
	for _, folder := range s.set.folders {
		box, err := s.look(folder)
		if err != nil {
			return source.Identity{}, err
		}
		identity.Finds = append(identity.Finds, source.Found(int(box.NumMessages), "%d mail in %s", "%d mails in %s", folder))
	}
	return identity, nil
}

// OAuth says where the user is asked, for an account that uses no password.
func (Source) OAuth(values source.Values) (source.OAuth, error) {
	set, err := read(values)
	if err != nil {
		return source.OAuth{}, err
	}
	way, known := ways[set.auth]
	switch {
	case !known:
		return source.OAuth{}, source.NewTrouble(source.Setting, "This account signs in with a password.")
	case values["client_id"] == "":
		return source.OAuth{}, source.NewTrouble(source.Setting, "The client id of your own application is needed.")
	}
	way.ClientID = values["client_id"]
	return way, nil
}

// ways are the providers that are asked in the browser. Each user needs an application of his own there:
// reading mail is a right that is only given to programs that were audited, or to one's own.
var ways = map[string]source.OAuth{
	authGoogle: {
		AuthURL: "https://accounts.google.com/o/oauth2/v2/auth", TokenURL: "https://oauth2.googleapis.com/token",
		Scopes: []string{"https://mail.google.com/"}, Extra: source.Values{"access_type": "offline", "prompt": "consent"},
		SecretKey: secretOfClient,
	},
	authMicrosoft: {
		AuthURL:  "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
		TokenURL: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
		Scopes: []string{
			"https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send", "offline_access",
		},
		Redirect: "http://localhost", SecretKey: secretOfClient,
	},
}
