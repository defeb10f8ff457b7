//go:build unix

package profile

import (
	"io/fs"
	"os"
	"syscall"
)

// ours says whether a folder (no link to one) belongs to this user and is closed to all others.
func ours(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && info.IsDir() && int(stat.Uid) == os.Getuid() && info.Mode().Perm()&0o077 == 0
}
