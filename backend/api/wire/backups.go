package wire

import (
	"time"

	"sluice/backend/store"
)

// Backups are the backups of a profile, the newest first.
type Backups struct {
	Backups []Backup `json:"backups"`
}

// Backup is a copy of the database.
type Backup struct {
	Path   string    `json:"path"`
	At     time.Time `json:"at" doc:"When it was made"`
	Reason string    `json:"reason" doc:"daily, before-restore, schema-N before the schema N was brought up to date; empty: somebody asked for it"`
	Size   int64     `json:"size" doc:"In bytes"`
	Items  *int      `json:"items" doc:"How many items are in it; null: it cannot be read"`
}

// BackupOf gives a backup for the wire, without its items.
func BackupOf(b store.Backup) Backup {
	return Backup{Path: b.Path, At: b.At, Reason: b.Reason, Size: b.Size}
}

// Restorable is what a restore would do.
type Restorable struct {
	File Contents `json:"file" doc:"The backup"`
	Now  Contents `json:"now" doc:"What is there now and goes aside"`
}

// Contents are what a database holds, in numbers.
type Contents struct {
	At            time.Time `json:"at" doc:"When it was made or last written to"`
	Items         int       `json:"items"`
	Clients       int       `json:"clients"`
	Arrivals      int       `json:"arrivals"`
	NewestArrival Instant   `json:"newestArrival" doc:"Null: there is none"`
}

// RestorableOf gives for the wire what a restore would do.
func RestorableOf(file, now store.Contents) Restorable {
	return Restorable{File: contentsOf(file), Now: contentsOf(now)}
}

func contentsOf(c store.Contents) Contents {
	return Contents{At: c.MadeAt, Items: c.Items, Clients: c.Clients, Arrivals: c.Arrivals, NewestArrival: At(c.Newest)}
}
