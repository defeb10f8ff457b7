package dnd

import (
	"context"
	"fmt"
	"strconv"

	"github.com/godbus/dbus/v5"
)

// swaync is the switch of SwayNotificationCenter, see swaync-client(1). It keeps the switch in memory
// and mirrors it into GSettings, which may be there or not: so the value may outlive the daemon, and
// may be forgotten. Urgent notifications are shown all the same, and what was withheld is filed in the
// control centre and not shown later.
type swaync struct {
	bus   *bus
	owner string // empty when it does not run
}

const (
	swayncPath  = dbus.ObjectPath("/org/erikreider/swaync/cc")
	swayncIface = "org.erikreider.swaync.cc"
)

var swayncSetting = setting{
	schema: "org.erikreider.swaync", path: "/org/erikreider/swaync/", key: "dnd-state",
	traits: traits{name: "swaync", title: "SwayNotificationCenter", on: "true", persistent: true, forgets: true},
}

// swayncSignals are several: the newer kind of the same signal has another name.
var swayncSignals = append(swayncSetting.signals(), []dbus.MatchOption{
	dbus.WithMatchObjectPath(swayncPath), dbus.WithMatchInterface(swayncIface),
})

func openSwaync(b *bus, who found) backend { return swaync{b, who.owner} }

func (s swaync) traits() traits { return swayncSetting.traits }

func (s swaync) get(ctx context.Context) (string, error) {
	if s.owner == "" {
		return s.kept(ctx)
	}
	var on bool
	if err := s.bus.call(ctx, s.owner, swayncPath, swayncIface+".GetDnd").Store(&on); err != nil {
		return "", fmt.Errorf("ask SwayNotificationCenter for Do Not Disturb: %w", err)
	}
	return strconv.FormatBool(on), nil
}

// kept is what the next one that is started will read. Where no setting can be read there is nothing
// that outlived the daemon.
func (s swaync) kept(ctx context.Context) (string, error) {
	value, err := gsettings{s.bus, swayncSetting}.get(ctx)
	if wordsOf(err, "") != "" {
		return absent, nil
	}
	return value, err
}

func (s swaync) set(ctx context.Context, value string) error {
	if s.owner == "" {
		return gsettings{s.bus, swayncSetting}.set(ctx, value)
	}
	if err := s.bus.call(ctx, s.owner, swayncPath, swayncIface+".SetDnd", value == "true").Err; err != nil {
		return fmt.Errorf("set Do Not Disturb of SwayNotificationCenter: %w", err)
	}
	return nil
}
