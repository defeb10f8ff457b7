package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"

	"sluice/backend/fault"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to date, and keeps a copy of a database as it was before that. A
// database of a newer version is left untouched.
func migrate(ctx context.Context, db *gorm.DB, path string) error {
	pool, err := sqlDB(db)
	if err != nil {
		return err
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, pool, files, goose.WithSlog(quiet), goose.WithAllowOutofOrder(true))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	stored, known, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if stored > known {
		return fault.New(fault.Newer, "The database %s was written by a newer version of Sluice. "+
			"Install that version again, or use another profile with --profile.", path)
	}
	// Not by the numbers: one that was written later may have a lower number than the last that ran.
	if pending, err := provider.HasPending(ctx); err != nil || !pending {
		return orReading(err)
	}
	if stored > 0 {
		if err := backUpSchema(ctx, path, stored); err != nil {
			return err
		}
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("bring the schema up to date: %w", err)
	}
	return nil
}

func orReading(err error) error {
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	return nil
}
