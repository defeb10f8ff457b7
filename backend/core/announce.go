package core

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"sluice/backend/desktop/dnd"
	"sluice/backend/desktop/notify"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/work"
)

const (
	dndOff = dnd.Off
	// tryAgain is how long after a notification could not be shown it is tried again.
	tryAgain = time.Minute
	// notifyHealth is under which trouble with our own notification is told.
	notifyHealth work.SourceID = "notification"
)

// announce shows the one notification of a check-in that just opened, or of one that is open and was
// never announced because the process ended in between. That it was shown is recorded afterwards.
func (c *Core) announce(ctx context.Context, s queue.Situation, delivery queue.Delivery, opened bool) {
	if !s.RunOpen || !s.Run.NotifiedAt.IsZero() || !s.Run.Planned {
		return
	}
	if !opened {
		waiting := c.o.Now().Before(c.moment.again)
		var err error
		if delivery, _, err = c.Queue.Unnotified(ctx); err != nil || waiting {
			c.logged("find what was not announced", err)
			return
		}
	}
	if err := c.show(ctx, s.Settings, delivery); err != nil {
		c.moment.again = c.o.Now().Add(tryAgain)
		c.health.set(notifyHealth, source.Health{
			Condition: source.Degraded, Code: "not_notified",
			Sentence: "A check-in is open, but its notification could not be shown: no notification service answers.",
		})
		c.log.Error("show the notification of a check-in", "err", err)
		return
	}
	c.moment.again = time.Time{}
	c.health.set(notifyHealth, source.Health{Condition: source.OK})
	c.logged("record that a check-in was announced", c.Queue.Notified(ctx, delivery.Run.ID, c.o.Now()))
}

// show shows the notification, unless the user wants none, or, where it would be swallowed or nobody shows
// it, raises the window.
func (c *Core) show(ctx context.Context, chosen queue.Settings, delivery queue.Delivery) error {
	if chosen.QuietCheckIns {
		return nil
	}
	wall, _, err := c.Queue.Active(ctx)
	if err != nil {
		return err
	}
	if delivery, err = c.Queue.DeliveryBehind(ctx, wall, delivery); err != nil {
		return err
	}
	// Asked at the last moment: a call may have begun since the check-in opened.
	inCall, err := c.Queue.InCall(ctx, c.o.Now())
	if err != nil {
		return err
	}
	_, err = c.o.Notifier.Show(ctx, notify.Message{
		Title: "Check-in",
		Body:  whatCame(delivery, inCall || chosen.BareNotices),
		// The group carries the item that a click opens.
		Group:  strconv.FormatInt(int64(delivery.First.ID), 10),
		Action: "Open",
	})
	if err != nil && c.o.OpenWindow(delivery.First.ID, "") == nil {
		return nil
	}
	return err
}

// whatCame says what a check-in brought; bare: how much of it alone.
func whatCame(d queue.Delivery, bare bool) string {
	switch {
	case d.Items == 0:
		return "Check-in open" // behind a wall: nothing in it is the active client's
	case bare && d.Items == 1:
		return "1 item"
	case bare:
		return fmt.Sprintf("%d items", d.Items)
	case d.Items == 1:
		return d.First.Title
	}
	return fmt.Sprintf("%d items. First: %s", d.Items, d.First.Title)
}

// Activated opens the window at the item of a notification that was clicked. token is the desktop's
// leave to take the focus; empty without one.
func (c *Core) Activated(group, token string) {
	id, _ := strconv.ParseInt(strings.TrimPrefix(group, throughGroup), 10, 64) // 0: the window as it is
	c.logged("open the window", c.o.OpenWindow(work.ItemID(id), token))
}

const (
	// showing is how long a break-through may take to reach the screen.
	showing = 10 * time.Second
	// throughGroup sets the notifications of break-throughs apart from those of check-ins.
	throughGroup = "through "
)

// brokeThrough shows what broke through. Where its own pop-up is on the screen, since the desktop is
// not silenced, there is nothing to show.
func (c *Core) brokeThrough(arrival work.ArrivalID, e source.Event) {
	silenced := c.silencer.State().Verdict != dnd.Off
	if e.Popup != nil && !silenced {
		return
	}
	c.shows.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), showing)
		defer cancel()
		message, item := c.throughMessage(ctx, arrival, e)
		err := c.silencer.Through(ctx, func(ctx context.Context) error {
			_, err := c.o.Notifier.Show(ctx, message)
			return err
		})
		if err != nil && c.o.OpenWindow(item, "") != nil {
			c.log.Error("show what broke through", "arrival", arrival, "err", err)
		}
	})
}

// throughMessage says what broke through, and gives its item; zero where that may not be on the screen:
// others see it during a call, or it is another client's than the active one's.
func (c *Core) throughMessage(ctx context.Context, arrival work.ArrivalID, e source.Event) (notify.Message, work.ItemID) {
	message := notify.Message{Title: "Something came through", Action: "Open", Urgent: true, Group: throughGroup + "0"}
	chosen, err := c.Queue.Settings(ctx)
	if err != nil || chosen.InCall(c.o.Now()) {
		return message, 0
	}
	wall, _, err := c.Queue.Active(ctx)
	if err != nil {
		return message, 0
	}
	item, err := c.Queue.ItemOf(ctx, wall, arrival)
	if err != nil || item == 0 {
		return message, 0
	}
	message.Group = throughGroup + strconv.FormatInt(int64(item), 10)
	if !chosen.BareNotices {
		message.Title, message.Body = e.Title, e.Body
	}
	return message, item
}
