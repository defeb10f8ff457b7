// Package all lists the sources that there are. It is the only place that knows them all.
package all

import (
	"log/slog"

	"sluice/backend/source"
	"sluice/backend/source/desktop"
	"sluice/backend/source/feed"
)

// Own says whether a notification comes from ourselves: by its sender on the bus, or its process.
type Own func(sender string, pid uint32) bool

// Sources gives every source that runs in each profile.
func Sources(own Own, log *slog.Logger) []source.Source {
	return []source.Source{desktop.New(own, log)}
}

// Kinds gives every source of which accounts can be connected, in the order in which they are offered.
func Kinds() []source.Puller {
	return []source.Puller{
		feed.Source{},
	}
}
