//go:build linux && bench

package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"sluice/proof/desk"
)

const (
	notifications = "org.freedesktop.Notifications"
	notifyPath    = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// daemon answers notifications at once and shows nothing: a real one would be busy drawing.
type daemon struct{ last atomic.Uint32 }

func (d *daemon) Notify(string, uint32, string, string, string, []string, map[string]dbus.Variant, int32) (uint32, *dbus.Error) {
	return d.last.Add(1), nil
}

// GetCapabilities and GetServerInformation are what a daemon is asked before it is used.
func (*daemon) GetCapabilities() ([]string, *dbus.Error) { return []string{"body"}, nil }

func (*daemon) GetServerInformation() (name, vendor, version, spec string, err *dbus.Error) {
	return "bench", "Sluice", "1", "1.2", nil
}

// busConfig has the limits of the system's own session.conf that count here.
const busConfig = `<busconfig><type>session</type><auth>EXTERNAL</auth><listen>unix:tmpdir=/tmp</listen>
<limit name="max_replies_per_connection">50000</limit><limit name="max_outgoing_bytes">1000000000</limit>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`

// quietDesk is a desk with a session bus and a daemon of ours, and no screen.
func quietDesk(t *testing.T) *desk.Desk {
	t.Helper()
	d := desk.Bare(t)
	config := filepath.Join(d.Dir, "bus.conf")
	if err := os.WriteFile(config, []byte(busConfig), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Start("bus", "dbus-daemon", "--nofork", "--nosyslog", "--config-file="+config, "--address="+d.Address())
	d.Setenv("DBUS_SESSION_BUS_ADDRESS", d.Address())
	d.Eventually("the bus answers", func() bool {
		conn, err := dbus.Connect(d.Address())
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
	conn := d.Dial()
	if err := conn.Export(&daemon{}, notifyPath, notifications); err != nil {
		t.Fatal(err)
	}
	if reply, err := conn.RequestName(notifications, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("serve notifications: %v, %v", reply, err)
	}
	return d
}

// TestCapture has four programs notify at an even rate, a thousand a second together, and accounts for
// every notification.
func TestCapture(t *testing.T) {
	const rate, programs = 1000, 4
	d := quietDesk(t)
	core := d.Core()
	shielded(t, core)
	c := newClient(d)
	c.listen()
	sent := int(span().Seconds()) * rate
	var senders sync.WaitGroup
	begun, before := time.Now(), processor(t, core.Pid())
	for program := range programs {
		conn := d.Dial()
		senders.Go(func() { notifyEvenly(t, conn, program, sent/programs, rate/programs) })
	}
	senders.Wait()
	took := time.Since(begun)
	d.Eventually("everything is accounted for", func() bool { return c.receipt().Arrived >= sent })
	behind := time.Since(begun) - took
	used := processor(t, core.Pid()) - before
	receipt := c.receipt()
	note(t, "capture: sent", "%d at %.0f a second", sent, float64(sent)/took.Seconds())
	atMost(t, "capture: sent and not arrived", float64(sent-receipt.Arrived), 0, "")
	atMost(t, "capture: lost, by the receipt", float64(receipt.Lost), 0, "")
	atMost(t, "capture: gaps", float64(len(receipt.Gaps)), 0, "")
	note(t, "capture: placed after the last was sent", "%.2f s", behind.Seconds())
	note(t, "capture: processor of the core", "%.0f %% of one core", 100*float64(used)/float64(took+behind))
	note(t, "capture: memory of the core at the end (PSS)", "%.1f MB", memory(t, core.Pid()))
}

// notifyEvenly sends n notifications at a rate: half of them in conversations, half by themselves.
func notifyEvenly(t *testing.T, conn *dbus.Conn, program, n, rate int) {
	object := conn.Object(notifications, notifyPath)
	answers := make(chan *dbus.Call, n)
	w := newWriter(uint64(program))
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	for begun, sent := time.Now(), 0; sent < n; <-tick.C {
		due := int(time.Since(begun).Seconds()*float64(rate)) + 1
		for ; sent < min(n, due); sent++ {
			summary := w.person()
			if sent%2 == 0 {
				summary = fmt.Sprintf("Build %d.%d", program, sent)
			}
			object.Go(notifications+".Notify", 0, answers, "Chat", uint32(0), "", summary, w.text(12),
				[]string{}, map[string]dbus.Variant{}, int32(-1))
		}
	}
	for range n {
		if answer := <-answers; answer.Err != nil {
			t.Errorf("a notification was refused: %v", answer.Err)
			return
		}
	}
}
