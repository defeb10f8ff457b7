package core

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"sluice/backend/bus"
	"sluice/backend/fault"
	"sluice/backend/queue"
	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/store"
	"sluice/backend/work"
)

// SourceView is an account or the desktop, as it is shown.
type SourceView struct {
	work.Source
	Health    source.Health
	NextAt    time.Time // when it is asked next; zero: it is not
	Busy      bool      // it is asked at this moment
	Watching  bool      // it tells at once what is new
	Importing bool      // its first import is not over
	Hosts     []string  // those that it reaches
}

// Kinds gives what accounts can be connected of.
func (c *Core) Kinds() []source.Descriptor {
	kinds := make([]source.Descriptor, len(c.o.Kinds))
	for i, kind := range c.o.Kinds {
		kinds[i] = kind.Describe()
	}
	return kinds
}

// Sources gives what is connected, seen from behind a wall: what is always there first, then the
// accounts in the order in which they were connected.
func (c *Core) Sources(ctx context.Context, wall queue.Wall) ([]SourceView, error) {
	var views []SourceView
	for _, each := range c.o.Sources {
		d := each.Describe()
		health, _ := c.health.of(d.ID)
		views = append(views, SourceView{
			Source: work.Source{ID: d.ID, Kind: string(d.ID), Name: d.Name}, Health: health,
		})
	}
	err := c.store.Read(ctx, func(tx *store.Tx) error {
		sources, err := tx.Sources()
		for _, s := range sources {
			if !wall.HidesOf(s.Client) {
				views = append(views, c.view(s))
			}
		}
		return err
	})
	return views, err
}

// Source gives an account behind the wall, or a not-found fault.
func (c *Core) Source(ctx context.Context, wall queue.Wall, id work.SourceID) (view SourceView, err error) {
	err = c.store.Read(ctx, func(tx *store.Tx) error {
		s, found, err := tx.Source(id)
		if err == nil && (!found || !s.RemovedAt.IsZero() || wall.HidesOf(s.Client)) {
			return noSource(id)
		}
		view = c.view(s)
		return err
	})
	return view, err
}

func noSource(id work.SourceID) error {
	return fault.New(fault.NotFound, "There is no source %q.", id)
}

// view adds to an account what only memory knows.
func (c *Core) view(s work.Source) SourceView {
	view := SourceView{Source: s, Health: healthOf(s), Importing: s.ImportedAt.IsZero()}
	if kind, known := c.kind(s.Kind); known {
		view.Hosts = kind.Describe().HostsOf(s.Settings)
	}
	view.Older = max(0, s.Older) // it is below while an import that was cancelled counts anew
	c.accounts.mu.Lock()
	defer c.accounts.mu.Unlock()
	if a, known := c.accounts.by[s.ID]; known {
		view.LastOK, view.Busy, view.Watching = a.source.LastOK, a.busy, a.watching
		if !a.source.Paused {
			view.NextAt = a.next
		}
	}
	if health, said := c.health.of(s.ID); said {
		view.Health = health
	}
	return view
}

// NewSource is an account as the user enters it.
type NewSource struct {
	Kind     string
	Name     string // empty: as the service calls it
	Client   work.ClientID
	Settings source.Values
	Secrets  source.Secrets // of an account that is there: empty ones stay as they are
	Interval time.Duration
	DoneToo  bool // what is done here is done there
	Days     int  // how far back its first import goes; 0: 14
	// Connection is what was connected in the browser before, as Connect gave it; empty: nothing was.
	Connection string
}

// withConnection is an account with the secrets that the browser brought for it.
func (c *Core) withConnection(n NewSource) (NewSource, error) {
	if n.Connection == "" {
		return n, nil
	}
	secrets, err := c.brought(n.Connection)
	if err != nil {
		return n, err
	}
	n.Secrets = maps.Clone(n.Secrets)
	if n.Secrets == nil {
		n.Secrets = source.Secrets{}
	}
	maps.Copy(n.Secrets, secrets)
	return n, nil
}

// Try says who the user would be and what would be found, and connects nothing. What does not work is
// a fault with a next step.
func (c *Core) Try(ctx context.Context, n NewSource) (source.Identity, error) {
	n, err := c.withConnection(n)
	if err != nil {
		return source.Identity{}, err
	}
	return c.tried(ctx, n)
}

// tried is Try of what has the browser's secrets already.
func (c *Core) tried(ctx context.Context, n NewSource) (source.Identity, error) {
	kind, err := c.fits(n)
	if err != nil {
		return source.Identity{}, err
	}
	mine := source.Account{ID: "try", Name: cmp.Or(n.Name, kind.Describe().Name), Settings: n.Settings, Secrets: n.Secrets, Now: c.o.Now}
	mine.Keep = func(context.Context, source.Secrets) error { return nil }
	identity, err := check(ctx, kind, httpx.Limit(kind.Describe(), mine, c.o.Outside))
	if source.ClassOf(err) == source.AuthExpired { // it was entered just now: nothing has ended
		refused := mine.Name + " does not take this token or password. Check what you entered."
		return identity, fault.Wrap(err, fault.Denied, "%s", strings.TrimSpace(refused+" "+source.TroubleOf(err).Detail))
	}
	return identity, refusal(mine.Name, err)
}

func check(ctx context.Context, kind source.Puller, a source.Account) (identity source.Identity, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = stumbled(p)
		}
	}()
	return kind.Check(ctx, a)
}

// refusal is trouble as the answer to somebody who waits for it.
func refusal(name string, err error) error {
	if err == nil {
		return nil
	}
	health := source.HealthOf(name, err)
	code := fault.Denied
	if health.Condition == source.Degraded {
		code = fault.Unreachable
	}
	return fault.Wrap(err, code, "%s", health.Sentence)
}

// fits says whether what was entered fits the form.
func (c *Core) fits(n NewSource) (source.Puller, error) {
	kind, known := c.kind(n.Kind)
	if !known {
		return nil, fault.New(fault.NotFound, "There is no kind of source %q. `sluice sources kinds` lists them.", n.Kind)
	}
	wrong := kind.Describe().Check(n.Settings, n.Secrets)
	if len(wrong) > 0 {
		return nil, fault.New(fault.Invalid, "%s", strings.Join(slices.Sorted(maps.Values(wrong)), " "))
	}
	return kind, nil
}

// AddSource connects an account, after it was checked; where the service cannot be reached it is
// connected all the same and tried again. Its first import begins at once.
func (c *Core) AddSource(ctx context.Context, n NewSource) (SourceView, error) {
	n, err := c.withConnection(n)
	if err != nil {
		return SourceView{}, err
	}
	identity, err := c.tried(ctx, n)
	if err != nil && fault.CodeOf(err) != fault.Unreachable {
		return SourceView{}, err
	}
	kind, _ := c.kind(n.Kind)
	d := kind.Describe()
	now := c.o.Now()
	s := work.Source{
		Kind: n.Kind, Name: source.Line(cmp.Or(n.Name, identity.Who, d.Name), maxName), Client: n.Client,
		Condition: string(source.OK), Who: identity.Who, CreatedAt: now, ImportSince: now.AddDate(0, 0, -cmp.Or(n.Days, importDays)),
	}
	s = changed(s, d, n)
	s.RemovedAt = now // it is there once its secrets are kept, and as if it had never been until then
	err = c.store.Write(store.WithoutRequest(ctx), func(tx *store.Tx) (err error) {
		s.ID, err = tx.AddSource(s)
		return err
	})
	if err != nil {
		return SourceView{}, err
	}
	if s.SecretIn, err = c.keepSecrets(ctx, s, n.Secrets); err != nil {
		return SourceView{}, err
	}
	s.RemovedAt = time.Time{}
	if err = c.store.Write(ctx, func(tx *store.Tx) error { return tx.SaveSource(s) }); err != nil {
		return SourceView{}, errors.Join(err, c.o.Keys.Delete(ctx, string(s.ID)))
	}
	c.settled(n.Connection)
	c.connect(s, now)
	c.Bus.Tell(bus.Sources)
	return c.view(s), nil
}

const maxName = 100

// changed is an account with what the user entered.
func changed(s work.Source, d source.Descriptor, n NewSource) work.Source {
	s.Settings, s.Interval, s.DoneVerb = n.Settings, n.Interval, ""
	if s.Interval != 0 {
		s.Interval = max(s.Interval, d.Interval.Least)
	}
	if n.DoneToo {
		s.DoneVerb = string(d.DoneVerb)
	}
	return s
}

// keepSecrets keeps the secrets of an account, where any are given, and gives where it has them.
func (c *Core) keepSecrets(ctx context.Context, s work.Source, secrets source.Secrets) (work.SecretPlace, error) {
	given := maps.Clone(secrets)
	maps.DeleteFunc(given, func(_, value string) bool { return value == "" })
	if len(given) == 0 {
		return s.SecretIn, nil
	}
	return c.o.Keys.Put(ctx, string(s.ID), given)
}

// ChangeSource changes an account. It is checked first, as a new one is; where it has read so far
// stays.
func (c *Core) ChangeSource(ctx context.Context, wall queue.Wall, id work.SourceID, n NewSource) (SourceView, error) {
	view, err := c.Source(ctx, wall, id)
	if err != nil {
		return view, err
	}
	n.Kind = view.Kind
	if n, err = c.withConnection(n); err != nil {
		return view, err
	}
	if n, err = c.withKept(ctx, view.Source, n); err != nil {
		return view, err
	}
	identity, err := c.tried(ctx, n)
	if err != nil && fault.CodeOf(err) != fault.Unreachable {
		return view, err
	}
	kind, _ := c.kind(n.Kind)
	view, err = c.reconnected(ctx, view, func(tx *store.Tx, s work.Source) (work.Source, error) {
		s = changed(s, kind.Describe(), n)
		s.Name, s.Client, s.Who = source.Line(cmp.Or(n.Name, s.Name), maxName), n.Client, cmp.Or(identity.Who, s.Who)
		s.Condition, s.Code, s.Sentence, s.Failures = string(source.OK), "", "", 0
		return s, tx.SaveSource(s)
	}, n.Secrets)
	if err == nil {
		c.settled(n.Connection)
	}
	return view, err
}

// withKept fills in the secrets that were left out, as they are kept. Where the key store does not give
// them away, that is a fault unless all were entered anew.
func (c *Core) withKept(ctx context.Context, s work.Source, n NewSource) (NewSource, error) {
	if s.SecretIn == work.SecretNone {
		return n, nil
	}
	kept, err := c.o.Keys.Get(ctx, string(s.ID))
	if err != nil {
		if c.enteredAnew(n) {
			return n, nil
		}
		return n, fault.Wrap(err, fault.CodeOf(err), "%s Or enter the password anew.", fault.SentenceOf(err))
	}
	entered := n.Secrets
	n.Secrets = maps.Clone(kept)
	for key, value := range entered {
		if value != "" {
			n.Secrets[key] = value
		}
	}
	return n, nil
}

// enteredAnew says whether nothing that is kept is needed for an account as it was entered.
func (c *Core) enteredAnew(n NewSource) bool {
	kind, known := c.kind(n.Kind)
	if !known || n.Connection != "" {
		return n.Connection != ""
	}
	given := false
	for _, field := range kind.Describe().Form {
		if field.Type != source.FieldSecret {
			continue
		}
		if n.Secrets[field.Key] == "" {
			return false
		}
		given = true
	}
	return given
}

// reconnected changes an account while it is at rest, as the pull that was stopped left it, and asks it
// on, where the change came to nothing too: as it was then. Secrets are kept first: without them the
// account as it is changed is of no use.
func (c *Core) reconnected(
	ctx context.Context, view SourceView, change func(*store.Tx, work.Source) (work.Source, error), secrets source.Secrets,
) (SourceView, error) {
	c.disconnect(view.ID)
	s, changed := view.Source, view.Source
	place, err := c.keepSecrets(ctx, s, secrets)
	if err == nil {
		err = c.store.Write(ctx, func(tx *store.Tx) error {
			kept, _, err := tx.Source(view.ID)
			if err != nil {
				return err
			}
			s, changed = kept, kept
			changed.SecretIn = place
			changed, err = change(tx, changed)
			return err
		})
	}
	if err == nil {
		s = changed
	}
	c.connect(s, c.o.Now())
	c.Bus.Tell(bus.Sources)
	return c.view(s), err
}

// CancelImport ends the first import of an account: what came stays, and of the rest only what was sent
// after the account was connected comes. The account is read from its beginning with that bound, so that
// no source has to know of it. A Conflict fault where the import is over.
func (c *Core) CancelImport(ctx context.Context, wall queue.Wall, id work.SourceID) (SourceView, error) {
	view, err := c.Source(ctx, wall, id)
	if err != nil {
		return view, err
	}
	return c.reconnected(ctx, view, func(tx *store.Tx, s work.Source) (work.Source, error) {
		if !s.ImportedAt.IsZero() {
			return s, fault.New(fault.Conflict, "The first import of %s is over.", s.Name)
		}
		s.ImportSince = s.CreatedAt
		s.Older = -s.Arrived // it is counted anew, and what came is not left there
		if err := tx.SetCursor(s.ID, ""); err != nil {
			return s, err
		}
		return s, tx.SaveSource(s)
	}, nil)
}

// RemoveSource disconnects an account and forgets its secrets. What it brought stays; the answer says
// how much that is.
func (c *Core) RemoveSource(ctx context.Context, wall queue.Wall, id work.SourceID) (arrivals, open int, err error) {
	view, err := c.Source(ctx, wall, id)
	if err != nil {
		return 0, 0, err
	}
	c.disconnect(id)
	err = c.store.Write(ctx, func(tx *store.Tx) error {
		if arrivals, open, err = tx.SourceCounts(id); err != nil {
			return err
		}
		return tx.SetSourceRemoved(id, c.o.Now())
	})
	if err != nil {
		c.connect(view.Source, c.o.Now()) // it is there still
		return 0, 0, err
	}
	c.o.Outside.Turns.Forget(id)
	err = c.o.Keys.Delete(ctx, string(id))
	c.Bus.Tell(bus.Sources)
	return arrivals, open, err
}

// CheckSource asks an account who the user is there and what would be found.
func (c *Core) CheckSource(ctx context.Context, wall queue.Wall, id work.SourceID) (source.Identity, error) {
	view, err := c.Source(ctx, wall, id)
	if err != nil {
		return source.Identity{}, err
	}
	kind, known := c.kind(view.Kind)
	if !known {
		return source.Identity{}, fault.New(fault.Unsupported, "This version does not know sources of the kind %q.", view.Kind)
	}
	mine, err := c.account(ctx, kind, view.Source)
	if err != nil {
		return source.Identity{}, refusal(view.Name, err)
	}
	var identity source.Identity
	err = c.speak(ctx, kind, &mine, func(mine source.Account) (err error) {
		identity, err = check(ctx, kind, mine)
		return err
	})
	return identity, refusal(view.Name, err)
}

// SyncSource asks an account for what is new, as soon as its server allows that, and waits until it
// answered. One that is changed, paused or removed meanwhile is a Conflict fault.
func (c *Core) SyncSource(ctx context.Context, wall queue.Wall, id work.SourceID) (SourceView, error) {
	view, err := c.Source(ctx, wall, id)
	if err != nil {
		return view, err
	}
	if view.Paused {
		return view, fault.New(fault.Conflict, "%s is paused. Resume it first.", view.Name)
	}
	if now := c.o.Now(); view.NotBefore.After(now) {
		return view, fault.New(fault.Conflict, "%s asks not to be asked before %s.", view.Name, view.NotBefore.In(c.Zone()).Format("15:04:05"))
	}
	c.accounts.mu.Lock()
	a, known := c.accounts.by[id]
	c.accounts.mu.Unlock()
	if !known {
		return view, noSource(id)
	}
	rounds := 1
	if view.Busy {
		rounds = 2 // the present one may have asked already
	}
	for range rounds {
		c.accounts.mu.Lock()
		round, notBefore := a.round, a.source.NotBefore
		c.accounts.mu.Unlock()
		if notBefore.After(c.o.Now()) {
			break // the round before was told to wait
		}
		c.askSoon(a)
		select {
		case <-round:
		case <-a.gone:
			return view, fault.New(fault.Conflict, "%s was changed, paused or removed meanwhile. Look at it, and fetch again.", view.Name)
		case <-ctx.Done():
			return view, ctx.Err()
		case <-c.running.Done():
			return view, fault.New(fault.NotRunning, "Sluice is ending.")
		}
	}
	return c.Source(ctx, wall, id)
}

// PauseSource stops an account, also in the middle of its first import, or lets it go on.
func (c *Core) PauseSource(ctx context.Context, wall queue.Wall, id work.SourceID, paused bool) (SourceView, error) {
	view, err := c.Source(ctx, wall, id)
	if err != nil || view.Paused == paused {
		return view, err
	}
	return c.reconnected(ctx, view, func(tx *store.Tx, s work.Source) (work.Source, error) {
		s.Paused = paused
		return s, tx.SaveSource(s)
	}, nil)
}

// SecretsIn says where secrets are kept: keyring, file, session, or locked where the passphrase is
// needed.
func (c *Core) SecretsIn(ctx context.Context) string {
	place, locked := c.o.Keys.State(ctx)
	if locked {
		return "locked"
	}
	return string(place)
}

// Unlock opens what a passphrase locks, or makes it the passphrase, and asks the accounts that waited
// for that.
func (c *Core) Unlock(ctx context.Context, passphrase string) error {
	if err := c.o.Keys.Unlock(ctx, passphrase); err != nil {
		return err
	}
	c.accounts.mu.Lock()
	var waiting []*account
	for _, a := range c.accounts.by {
		if a.source.Code == string(source.AuthExpired) && a.source.SecretIn != work.SecretNone {
			waiting = append(waiting, a)
		}
	}
	c.accounts.mu.Unlock()
	for _, a := range waiting {
		c.askSoon(a)
	}
	return nil
}
