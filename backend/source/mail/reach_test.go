package mail_test

import (
	"slices"
	"testing"

	"sluice/backend/source"
	"sluice/backend/source/mail"
)

// TestAnAccountReachesItsOwnServers alone, and who gives its tokens.
func TestAnAccountReachesItsOwnServers(t *testing.T) {
	for name, each := range map[string]struct {
		settings source.Values
		want     []string
	}{
		"known by its address": {
			source.Values{"address": "ana@gmx.de"}, []string{"imap.gmx.net", "mail.gmx.net"},
		},
		"named": {
			source.Values{"address": "ana@acme.test", "imap": "Mail.acme.test:143", "smtp": "mail.acme.test"}, []string{"mail.acme.test"},
		},
		"without a way out": {
			source.Values{"address": "ana@acme.test", "imap": "imap.acme.test"}, []string{"imap.acme.test"},
		},
		"signed in at Google": {
			source.Values{"address": "ana@gmail.com", "auth": "google"},
			[]string{"imap.gmail.com", "oauth2.googleapis.com", "smtp.gmail.com"},
		},
		"not understood": {source.Values{"address": "ana"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := mail.Source{}.Describe()
			got := d.HostsOf(each.settings)
			if !slices.Equal(got, each.want) {
				t.Errorf("it reaches %v, not %v", got, each.want)
			}
			for _, host := range got {
				if _, named := each.settings["imap"]; !named && !source.Reaches(d.Hosts, host) {
					t.Errorf("its kind does not name %s", host)
				}
			}
		})
	}
}
