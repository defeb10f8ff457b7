// Package ioreg reads what ioreg(8) of macOS prints with -a: property lists. It runs on every system,
// so that it can be tested on each. What makes no sense gives no answer, never a panic.
package ioreg

import (
	"time"

	"howett.net/plist"
)

// Idle is how long ago keyboard or pointer were last touched, from the node IOHIDSystem.
func Idle(text []byte) (idle time.Duration, known bool) {
	var nodes []struct {
		Idle *int64 `plist:"HIDIdleTime"` // nanoseconds
	}
	if !decode(text, &nodes) {
		return 0, false
	}
	for _, node := range nodes {
		if node.Idle != nil && *node.Idle >= 0 {
			return time.Duration(*node.Idle), true
		}
	}
	return 0, false
}

// Locked says whether a user's session is locked, from the node Root. The entry for a lock is there
// only while it is.
func Locked(text []byte, uid int) (locked, known bool) {
	var root struct {
		Users []struct {
			UID    *int64 `plist:"kCGSSessionUserIDKey"`
			Locked bool   `plist:"CGSSessionScreenIsLocked"`
		} `plist:"IOConsoleUsers"`
	}
	if !decode(text, &root) {
		return false, false
	}
	for _, user := range root.Users {
		if user.UID != nil && *user.UID == int64(uid) {
			return user.Locked, true
		}
	}
	return false, false
}

func decode(text []byte, into any) (read bool) {
	defer func() {
		if recover() != nil {
			read = false
		}
	}()
	_, err := plist.Unmarshal(text, into)
	return err == nil
}
