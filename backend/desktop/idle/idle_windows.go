package idle

import (
	"context"
	"fmt"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
// https://learn.microsoft.com/windows/win32/api/wtsapi32/ns-wtsapi32-wtsinfoex_level1_w
var (
	getLastInputInfo = windows.NewLazySystemDLL("user32.dll").NewProc("GetLastInputInfo")
	getTickCount     = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetTickCount")
	queryInformation = windows.NewLazySystemDLL("wtsapi32.dll").NewProc("WTSQuerySessionInformationW")
	freeMemory       = windows.NewLazySystemDLL("wtsapi32.dll").NewProc("WTSFreeMemory")
)

// FromEnvironment gives the options of this session: there is nothing to choose.
func FromEnvironment() Options { return Options{} }

// input asks the session that this process belongs to. Another user's session is not seen.
type input struct{}

func newSystem(Options) system { return input{} }

func (input) look(context.Context) (s State, err error) {
	last := struct{ size, tick uint32 }{size: 8}
	done, _, err := getLastInputInfo.Call(uintptr(unsafe.Pointer(&last)))
	if done == 0 {
		return s, fmt.Errorf("ask for the last input: %w", err)
	}
	now, _, _ := getTickCount.Call()
	s.Idle, s.Known = sinceTick(last.tick, uint32(now)), true
	s.Locked, s.LockKnown = locked()
	return s, nil
}

func (input) close() {}

// sinceTick is the time between two readings of a counter of milliseconds that begins anew after 49 days.
func sinceTick(then, now uint32) time.Duration { return time.Duration(now-then) * time.Millisecond }

// session is the beginning of WTSINFOEXW; what follows is of no use to us.
type session struct {
	level uint32
	_     uint32 // the union is aligned to eight bytes
	id    uint32
	state int32
	flags int32
}

func locked() (locked, known bool) {
	const (
		currentServer  = 0
		currentSession = ^uintptr(0) // WTS_CURRENT_SESSION, -1
		sessionInfoEx  = 25          // WTSSessionInfoEx
		isLocked       = 0           // WTS_SESSIONSTATE_LOCK
		isUnlocked     = 1           // WTS_SESSIONSTATE_UNLOCK
	)
	var info *session
	var size uint32
	done, _, _ := queryInformation.Call(currentServer, currentSession&0xffffffff, sessionInfoEx,
		uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)))
	if done == 0 || info == nil {
		return false, false
	}
	defer func() { _, _, _ = freeMemory.Call(uintptr(unsafe.Pointer(info))) }()
	if uintptr(size) < unsafe.Sizeof(*info) || info.level != 1 {
		return false, false
	}
	return info.flags == isLocked, info.flags == isLocked || info.flags == isUnlocked
}
