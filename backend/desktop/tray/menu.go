//go:build !darwin || cgo

package tray

import (
	"context"
	"log/slog"

	"fyne.io/systray"
)

// menu is the icon and its rows as the desktop has them. Rows are made once and then changed in place,
// and only where they differ: an open menu does not flicker, and a click on a row means what was on it.
type menu struct {
	log     *slog.Logger
	gate    Gate
	tooltip string
	rows    [places]*line
	choices [10]*line
}

// line is one row of the menu.
type line struct {
	item *systray.MenuItem
	now  row
}

// entries are what the rows ask for, in their order. A row without a verb only says something, and a
// group ends with a separator.
var entries = []struct {
	at   place
	verb Verb
	ends bool
}{
	{at: sentence},
	{at: session, ends: true},
	{at: open, verb: DoOpen},
	{at: checkIn, verb: DoCheckIn},
	{at: startShield, verb: DoStartShield},
	{at: endShield, verb: DoEndShield},
	{at: startSession, verb: DoStartSession},
	{at: stopSession, verb: DoStopSession},
	{at: capture, verb: DoCapture, ends: true},
	{at: clients, ends: true},
	{at: quit, verb: DoQuit},
}

// build makes the rows, each with somebody who waits for its clicks until the context ends.
func (t *Tray) build(ctx context.Context) *menu {
	m := &menu{log: t.o.Log}
	l := lookOf(t.o.Words, t.newest())
	for _, e := range entries {
		r := l.rows[e.at]
		item := systray.AddMenuItem(label(r.text), "")
		m.rows[e.at] = made(item, r)
		if e.verb != "" {
			t.listen(ctx, item, Act{Verb: e.verb})
		}
		if e.ends {
			systray.AddSeparator()
		}
	}
	for number, r := range l.choices {
		item := m.rows[clients].item.AddSubMenuItemCheckbox(label(r.text), "", r.ticked)
		m.choices[number] = made(item, r)
		t.listen(ctx, item, Act{Verb: DoSwitch, Client: number})
	}
	m.dress(l)
	return m
}

// made is the line of a new item, which is visible and can be clicked.
func made(item *systray.MenuItem, r row) *line {
	l := &line{item: item, now: row{text: r.text, ticked: r.ticked}}
	l.show(r)
	return l
}

// listen waits for clicks on one item. The library drops a click for which nobody waits, so that each
// item has a goroutine of its own, which never waits for anything else.
func (t *Tray) listen(ctx context.Context, item *systray.MenuItem, a Act) {
	t.hands.Go(func() {
		for {
			select {
			case <-item.ClickedCh:
				t.clicked(a)
			case <-ctx.Done():
				return
			}
		}
	})
}

// follow shows each new state until the context ends or the desktop has gone; nil never goes.
func (t *Tray) follow(ctx context.Context, m *menu, gone <-chan struct{}) {
	for {
		select {
		case <-t.poked:
			m.show(lookOf(t.o.Words, t.newest()))
		case <-gone:
			return
		case <-ctx.Done():
			return
		}
	}
}

func (m *menu) show(l look) {
	for at, line := range m.rows {
		line.show(l.rows[at])
	}
	for number, line := range m.choices {
		line.show(l.choices[number])
	}
	m.dress(l)
}

// dress gives the icon its drawing and its tooltip.
func (m *menu) dress(l look) {
	if l.gate != m.gate {
		if err := setIcon(l.gate); err != nil {
			m.log.Warn("the tray did not take the icon", "err", err)
			return
		}
		m.gate = l.gate
	}
	if l.tooltip != m.tooltip {
		systray.SetTooltip(l.tooltip)
		m.tooltip = l.tooltip
	}
}

// show changes what differs. A hidden item is left as it is until it is shown, since Windows shows an
// item that is changed.
func (l *line) show(r row) {
	if r.hidden {
		if !l.now.hidden {
			l.item.Hide()
		}
		l.now.hidden = true
		return
	}
	if r.text != l.now.text {
		l.item.SetTitle(label(r.text))
	}
	if r.off != l.now.off {
		choose(r.off, l.item.Disable, l.item.Enable)
	}
	if r.ticked != l.now.ticked {
		choose(r.ticked, l.item.Check, l.item.Uncheck)
	}
	if l.now.hidden {
		l.item.Show()
	}
	l.now = r
}

func choose(first bool, one, other func()) {
	if first {
		one()
	} else {
		other()
	}
}
