// Package all lists the sources that there are. It is the only place that knows them all.
package all

import (
	"sluice/backend/source"
	"sluice/backend/source/calendar"
	"sluice/backend/source/clickup"
	"sluice/backend/source/desktop"
	"sluice/backend/source/dropfolder"
	"sluice/backend/source/feed"
	"sluice/backend/source/github"
	"sluice/backend/source/gitlab"
	"sluice/backend/source/mail"
	"sluice/backend/source/ntfy"
	"sluice/backend/source/slack"
)

// Sources gives every source that runs in each profile.
func Sources(o desktop.Options) []source.Source {
	return []source.Source{desktop.New(o)}
}

// Kinds gives every source of which accounts can be connected, in the order in which they are offered.
func Kinds() []source.Puller {
	return []source.Puller{
		mail.Source{},
		slack.Source{},
		clickup.Source{},
		github.Source{},
		gitlab.Source{},
		calendar.CalDAV{},
		calendar.ICS{},
		feed.Source{},
		ntfy.Source{},
		dropfolder.Source{},
	}
}
