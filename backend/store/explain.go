package store

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	sqlitedriver "github.com/glebarez/go-sqlite"
	"gorm.io/gorm"

	"sluice/backend/fault"
)

// The primary result codes of SQLite, https://www.sqlite.org/rescode.html.
const (
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

// explain turns what SQLite and the system say into faults that name the next step. Faults and
// context errors pass unchanged.
func explain(err error, path string) error {
	var known *fault.Fault
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, gorm.ErrRecordNotFound):
		return fault.Wrap(err, fault.NotFound, "There is no such thing, or not any more.")
	case errors.Is(err, syscall.ENOSPC):
		return diskFull(err, path)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return readOnly(err, path)
	}
	var lite *sqlitedriver.Error
	if errors.As(err, &lite) {
		return explainCode(err, lite.Code()&0xff, path)
	}
	return fault.Wrap(err, fault.Internal, "The database %s did not do what was asked: %v.", path, err)
}

func explainCode(err error, code int, path string) error {
	switch code {
	case codeFull:
		return diskFull(err, path)
	case codeReadOnly, codeCantOpen:
		return readOnly(err, path)
	case codeCorrupt, codeNotADB:
		return fault.Wrap(err, fault.Damaged, "The database %s is damaged and was left as it is. "+
			"Move it away and start Sluice again, or restore a copy of it in its place.", path)
	case codeIO:
		return fault.Wrap(err, fault.Internal, "The disk under %s does not read or write as it should. "+
			"Check the disk; nothing that was stored is lost by this.", path)
	}
	return fault.Wrap(err, fault.Internal, "The database %s did not do what was asked: %v.", path, err)
}

func diskFull(err error, path string) error {
	return fault.Wrap(err, fault.DiskFull, "The disk with %s is full. Free some space; "+
		"Sluice keeps what arrives in memory until then and goes on by itself.", path)
}

func readOnly(err error, path string) error {
	return fault.Wrap(err, fault.ReadOnly, "Sluice may not write to %s. "+
		"Give yourself permission to write there, or use another profile with --profile.", path)
}
