//go:build unix

package wake

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// localtime is the system's zone, https://www.freedesktop.org/software/systemd/man/latest/localtime.html.
const localtime = "/etc/localtime"

func zoneStamp() (stamp, bool) {
	info, err := os.Stat(localtime)
	if err != nil {
		return stamp{}, false
	}
	target, err := filepath.EvalSymlinks(localtime)
	if err != nil {
		target = localtime
	}
	return stamp{target: target, changed: info.ModTime(), size: info.Size()}, true
}

// readZone gives the zone of a file, by its name where its path tells one.
func readZone(path string) (*time.Location, error) {
	if _, name, found := strings.Cut(path, "zoneinfo/"); found {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone, nil
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the system's time zone: %w", err)
	}
	return time.LoadLocationFromTZData("Local", data)
}
