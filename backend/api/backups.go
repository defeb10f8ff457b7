package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/core"
	"sluice/backend/fault"
)

func (a *API) registerBackups(api huma.API) {
	get(api, "backups", "/backups", "The profile's backups, the newest first", a.backups)
	change(api, http.MethodPost, "back-up", "/backups", "Make a backup now", a.backUp)
	change(api, http.MethodPost, "preview-restore", "/backups/preview", "What restoring a backup would do; nothing is done", a.previewRestore)
	change(api, http.MethodPost, "restore", "/backups/restore", "Restore a backup: the core ends, puts it in place, and starts anew", a.restore)
	a.registerExport(api)
}

// backups lists them; behind the wall with how many items of the client are in each.
func (a *API) backups(ctx context.Context, asked *Walled) (*answer[wire.Backups], error) {
	wall, err := a.wall(ctx, *asked)
	if err != nil {
		return nil, err
	}
	kept, err := a.core.Backups(ctx, wall)
	list := wire.Backups{Backups: make([]wire.Backup, len(kept))}
	for i, each := range kept {
		list.Backups[i] = backupOf(each)
	}
	return &answer[wire.Backups]{Body: list}, err
}

func backupOf(kept core.KeptBackup) wire.Backup {
	backup := wire.BackupOf(kept.Backup)
	if kept.Readable {
		backup.Items = &kept.Items
	}
	return backup
}

type backUpInput struct {
	Walled
	Body struct {
		File string `json:"file,omitempty" maxLength:"4096" doc:"The whole path of a file that is not there yet; without it one in the profile's folder of backups"`
	}
}

func (a *API) backUp(ctx context.Context, input *backUpInput) (*answer[wire.Backup], error) {
	wall, err := a.wall(ctx, input.Walled)
	if err != nil {
		return nil, err
	}
	made, err := a.core.Backup(ctx, input.Body.File)
	if err != nil {
		return nil, err
	}
	n, err := made.ItemsIn(ctx, wall.Up, wall.Client)
	return &answer[wire.Backup]{Body: backupOf(core.KeptBackup{Backup: made, Items: n, Readable: err == nil})}, nil
}

type restoreInput struct {
	Body struct {
		Path string `json:"path" maxLength:"4096" doc:"One of the profile's backups"`
	}
}

// previewRestore and restore concern everybody: behind a wall they are refused, since a restore brings
// back the past of all clients and its numbers count them all.
func (a *API) previewRestore(ctx context.Context, input *restoreInput) (*answer[wire.Restorable], error) {
	if err := a.forAll(ctx); err != nil {
		return nil, err
	}
	found, err := a.core.PreviewRestore(ctx, input.Body.Path)
	return &answer[wire.Restorable]{Body: wire.RestorableOf(found.File, found.Now)}, err
}

func (a *API) restore(ctx context.Context, input *restoreInput) (*answer[wire.Restorable], error) {
	if err := a.forAll(ctx); err != nil {
		return nil, err
	}
	return &answer[wire.Restorable]{}, a.core.Restore(ctx, input.Body.Path)
}

func (a *API) forAll(ctx context.Context) error {
	wall, _, err := a.core.Queue.Active(ctx)
	if err == nil && wall.Up {
		err = fault.New(fault.Conflict, "A restore concerns all clients: switch to All first.")
	}
	return err
}
