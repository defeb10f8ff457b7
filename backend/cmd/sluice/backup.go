package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
	"sluice/backend/store"
)

type backupCommand struct {
	File string `arg:"" optional:"" help:"Where to, a file that is not there yet; into the profile's folder of backups without it."`
	List bool   `help:"The backups that there are."`
}

func (b backupCommand) Run(c *call) error {
	if b.List {
		return b.list(c)
	}
	body := map[string]string{}
	if b.File != "" {
		file, err := filepath.Abs(b.File)
		if err != nil {
			return fault.Wrap(err, fault.Invalid, "The file %s cannot be found: name it by its whole path.", b.File)
		}
		body["file"] = file
	}
	var made wire.Backup
	if err := c.post("/backups", body, &made); err != nil {
		return err
	}
	return c.say(made, func() { c.printf("Backed up to %s, %s.\n", plain(made.Path), size(made.Size)) })
}

func (backupCommand) list(c *call) error {
	var list wire.Backups
	if err := c.get("/backups", &list); err != nil {
		return err
	}
	return c.say(list, func() {
		if len(list.Backups) == 0 {
			c.printf("There are no backups yet. Make one: sluice backup\n")
		}
		for _, each := range list.Backups {
			holds := "damaged"
			if each.Items != nil {
				holds = plural(*each.Items, "item")
			}
			c.printf("%s  %s, %s%s\n       %s\n", c.when(each.At), holds, size(each.Size), why(each.Reason), plain(each.Path))
		}
	})
}

// why says for what a backup was made, where nobody asked for it.
func why(reason string) string {
	version, schema := strings.CutPrefix(reason, "schema-")
	switch {
	case reason == "":
		return ""
	case reason == store.ReasonDaily:
		return ", made by itself"
	case reason == store.ReasonRestore:
		return ", what was there before a restore"
	case schema:
		return ", before an update, of the schema " + plain(version)
	}
	return ", " + plain(reason)
}

// size says how large a file is.
func size(bytes int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	if bytes < mega {
		return fmt.Sprintf("%d kB", (bytes+kilo-1)/kilo)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/mega)
}
