//go:build linux

package proof

import (
	"testing"

	"sluice/proof/desk"
)

func TestAPrivateDesktopShowsNotifications(t *testing.T) {
	d := desk.New(t)
	if before := d.Dunst(); before != (desk.Dunst{}) {
		t.Fatalf("a new desktop has %+v", before)
	}
	d.Notify("Ana", "The server is <b>down</b>", "--app-name=Slack")
	d.Eventually("dunst displays one notification", func() bool { return d.Dunst().Displayed == 1 })
	d.Shot("notification")
}
