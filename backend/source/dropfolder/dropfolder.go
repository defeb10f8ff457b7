// Package dropfolder is the source of a folder into which other programs put JSON files, perhaps by a
// program that syncs. It reads them and leaves them as they are.
package dropfolder

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sluice/backend/source"
)

// Source reads folders.
type Source struct{}

// Describe says what the source is.
func (Source) Describe() source.Descriptor {
	return source.Descriptor{
		ID: "dropfolder", Name: "Folder of files",
		Sentence: "JSON files that scripts or a synced folder bring, one arrival or a list of them in each.",
		Form: []source.Field{
			{Key: "folder", Type: source.FieldFile, Label: "Folder", Required: true, Example: "/home/ana/Sync/sluice", Help: "Files are read and left as they are; remove them yourself at any time."},
		},
		Help: source.Help{
			Where: `A file is {"key": "…", "title": "…", "body": "…", "from": "…", "app": "…", "url": "…", "thread": "…", "dueAt": "…", "expiresAt": "…"}; only title is needed.`,
			May:   "The folder needs to be readable, no more.",
		},
		Interval: source.Interval{Least: time.Minute, Usual: time.Minute},
	}
}

const (
	cursorVersion = 1
	// maxFile is how long a file may be, in bytes.
	maxFile = 1 << 20
	// maxFiles is how many files of a folder are looked at, the last by name.
	maxFiles = 5000
	// unfinished is for how long a file that cannot be read may still be on its way.
	unfinished = time.Minute
)

// cursor is which files were read, by their names: when they were last written to and how long they
// are.
type cursor struct {
	Read map[string]string `json:"read"`
}

// Check looks into the folder.
func (Source) Check(ctx context.Context, a source.Account) (source.Identity, error) {
	files, err := list(ctx, a.Settings["folder"])
	return source.Identity{Who: a.Settings["folder"], Finds: []source.Find{source.Found(len(files), "%d file", "%d files")}}, err
}

// Pull reads the files that are new or were written to.
func (Source) Pull(ctx context.Context, a source.Account, at source.Cursor, b source.Budget) (source.Batch, error) {
	var before cursor
	if err := at.Read(cursorVersion, &before); err != nil {
		return source.Batch{}, err
	}
	files, err := list(ctx, a.Settings["folder"])
	if err != nil {
		return source.Batch{}, err
	}
	var batch source.Batch
	now := cursor{Read: map[string]string{}}
	for _, file := range files {
		if before.Read[file.name] == file.state {
			now.Read[file.name] = file.state
			continue
		}
		if len(batch.Events) >= b.Events {
			batch.More = true
			if state, was := before.Read[file.name]; was {
				now.Read[file.name] = state
			}
			continue
		}
		if ctx.Err() != nil {
			return source.Batch{}, ctx.Err()
		}
		events, err := read(filepath.Join(a.Settings["folder"], file.name), file)
		if err != nil && a.Now().Sub(file.written) < unfinished {
			continue // it may be on its way still
		}
		if err != nil {
			batch.Skipped++
		}
		batch.Events = append(batch.Events, events...)
		now.Read[file.name] = file.state
	}
	if fmt.Sprint(before.Read) != fmt.Sprint(now.Read) {
		batch.Next, err = source.NewCursor(cursorVersion, now)
	}
	return batch, err
}

// found is a file of a folder.
type found struct {
	name    string
	state   string
	written time.Time
}

// list gives the files of a folder by their names. What is hidden, no file, or still has the name of an
// unfinished one is passed over.
func list(ctx context.Context, folder string) ([]found, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	entries, err := os.ReadDir(folder)
	_, unseen := os.Stat(folder) // Windows calls a file that is read as a folder not there as well
	switch {
	case errors.Is(err, fs.ErrNotExist) && unseen != nil:
		return nil, source.WrapTrouble(err, source.NotThere, "There is no folder %s.", folder)
	case err != nil:
		return nil, source.WrapTrouble(err, source.Setting, "%s cannot be read as a folder.", folder)
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		name := strings.ToLower(e.Name())
		return strings.HasPrefix(name, ".") || !strings.HasSuffix(name, ".json") || !e.Type().IsRegular()
	})
	var files []found
	for _, entry := range entries[max(0, len(entries)-maxFiles):] {
		info, err := entry.Info()
		if err != nil {
			continue // it went meanwhile
		}
		files = append(files, found{
			name: entry.Name(), written: info.ModTime(), state: fmt.Sprintf("%d/%d", info.ModTime().UnixNano(), info.Size()),
		})
	}
	return files, nil
}

// read reads the arrivals of a file: one, or a list of them.
func read(path string, file found) ([]source.Event, error) {
	opened, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = opened.Close() }()
	text, err := io.ReadAll(io.LimitReader(opened, maxFile+1))
	if err != nil || len(text) > maxFile {
		return nil, errors.Join(err, fmt.Errorf("%s is longer than 1 MB", file.name))
	}
	text = []byte(strings.TrimPrefix(string(text), "\ufeff"))
	var many []arrival
	if errMany := json.Unmarshal(text, &many); errMany != nil {
		var one arrival
		if err := json.Unmarshal(text, &one); err != nil {
			return nil, err
		}
		many = []arrival{one}
	}
	return eventsOf(many, file)
}
