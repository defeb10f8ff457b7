package wake

import (
	"context"
	"testing"

	"sluice/backend/desktop/dnd/dndtest"
)

func TestWatchHearsOfWaking(t *testing.T) {
	d := dndtest.Start(t)
	ctx, cancel := context.WithCancel(t.Context())
	woken, ended := make(chan struct{}, 8), make(chan error, 1)
	go func() { ended <- Watch(ctx, d.Address, func() { woken <- struct{}{} }) }()
	say := func(asleep bool) {
		if err := d.Conn.Emit("/org/freedesktop/login1", logind+"."+prepareForSleep, asleep); err != nil {
			t.Fatal(err)
		}
	}
	d.Until("it listens", func() bool {
		say(false)
		var id string
		if err := d.Conn.BusObject().Call("org.freedesktop.DBus.GetId", 0).Store(&id); err != nil {
			t.Fatal(err)
		}
		return len(woken) > 0
	})
	for len(woken) > 0 {
		<-woken
	}
	say(true)
	say(false)
	<-woken
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestWatchWithoutABus(t *testing.T) {
	for _, address := range []string{"", "unix:path=/nonexistent/bus"} {
		if err := Watch(t.Context(), address, func() { t.Error("it woke") }); err != nil {
			t.Errorf("%q gives %v", address, err)
		}
	}
}

func TestWatchEndsWithItsBus(t *testing.T) {
	d := dndtest.Start(t)
	ended := make(chan error, 1)
	go func() { ended <- Watch(t.Context(), d.Address, func() {}) }()
	var names []string
	d.Until("it is connected", func() bool {
		if err := d.Conn.BusObject().Call("org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil {
			t.Fatal(err)
		}
		return len(names) > 2
	})
	d.EndBus()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
