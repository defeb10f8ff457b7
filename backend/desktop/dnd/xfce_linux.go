package dnd

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/godbus/dbus/v5"
)

// xfce keeps the switch of xfce4-notifyd in xfconf, on disk; see
// https://docs.xfce.org/xfce/xfconf/start. Urgent notifications are shown all the same, and what was
// withheld goes to the log of xfce4-notifyd and is not shown later.
type xfce struct{ bus *bus }

const (
	xfconfName     = "org.xfce.Xfconf"
	xfconfPath     = dbus.ObjectPath("/org/xfce/Xfconf")
	xfconfChannel  = "xfce4-notifyd"
	xfconfProperty = "/do-not-disturb"
)

var xfceSignals = [][]dbus.MatchOption{xfconfSignal("PropertyChanged"), xfconfSignal("PropertyRemoved")}

func xfconfSignal(member string) []dbus.MatchOption {
	return []dbus.MatchOption{
		dbus.WithMatchObjectPath(xfconfPath), dbus.WithMatchInterface(xfconfName), dbus.WithMatchMember(member),
		dbus.WithMatchArg(0, xfconfChannel), dbus.WithMatchArg(1, xfconfProperty),
	}
}

func openXfce(b *bus, _ found) backend { return xfce{b} }

func (x xfce) traits() traits {
	return traits{name: "xfce", title: "Xfce", on: "true", persistent: true}
}

func (x xfce) get(ctx context.Context) (string, error) {
	var value dbus.Variant
	err := x.call(ctx, "GetProperty").Store(&value)
	if e, ok := errors.AsType[dbus.Error](err); ok && neverSet(e.Name) {
		return absent, nil
	}
	if err != nil {
		return "", fmt.Errorf("ask xfconf for Do Not Disturb: %w", err)
	}
	on, ok := value.Value().(bool)
	if !ok {
		return "", fmt.Errorf("ask xfconf for Do Not Disturb: it holds %s instead of a boolean", value.Signature())
	}
	return strconv.FormatBool(on), nil
}

func neverSet(name string) bool {
	return name == xfconfName+".Error.PropertyNotFound" || name == xfconfName+".Error.ChannelNotFound"
}

func (x xfce) set(ctx context.Context, value string) error {
	var call *dbus.Call
	if value == absent {
		call = x.call(ctx, "ResetProperty", false)
	} else {
		call = x.call(ctx, "SetProperty", dbus.MakeVariant(value == "true"))
	}
	if call.Err != nil {
		return fmt.Errorf("set Do Not Disturb in xfconf: %w", call.Err)
	}
	return nil
}

// call may start xfconfd: it ends by itself when idle, and a value can be restored only through it.
func (x xfce) call(ctx context.Context, method string, args ...any) *dbus.Call {
	args = append([]any{xfconfChannel, xfconfProperty}, args...)
	return x.bus.conn.Object(xfconfName, xfconfPath).CallWithContext(ctx, xfconfName+"."+method, 0, args...)
}
