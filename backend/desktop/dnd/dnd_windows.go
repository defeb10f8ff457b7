package dnd

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"unsafe"

	"github.com/go-ole/go-ole"
	"golang.org/x/sys/windows"

	"sluice/backend/desktop/com"
)

// Windows offers no public switch to programs like ours, only to those that Microsoft lists:
// https://learn.microsoft.com/uwp/api/windows.ui.shell.focussessionmanager. Its own button in the
// notification centre goes through this object, which many public tools use as well. It is not
// documented and may go: then nothing is switched, and the sentence says where to do it by hand.
var (
	classQuietHours = ole.NewGUID("{F53321FA-34F8-4B7F-B9A3-361877CB94CF}")
	iidQuietHours   = ole.NewGUID("{6BFF4732-81EC-4FFB-AE67-B6C1BC29631F}") // IQuietHoursSettings
)

const (
	getSelectedProfile = com.FirstPlain
	putSelectedProfile = com.FirstPlain + 1
)

func newSystem(Options, func()) system {
	return lone{only: quietHours{}, me: self, lives: alive, apart: "Windows does not let Sluice switch Do Not Disturb. Switch it on yourself in Settings, System, Notifications (ms-settings:notifications)."}
}

// quietHours is the switch. Its values are the names of profiles.
type quietHours struct{}

func (quietHours) traits() traits {
	return traits{name: "windows", title: "Windows", on: priorityOnly, persistent: true, swallows: true}
}

func (quietHours) get(context.Context) (profile string, err error) {
	err = withQuietHours(func(o *com.Object) error {
		var text *uint16
		if err := o.Call(getSelectedProfile, uintptr(unsafe.Pointer(&text))); err != nil {
			return err
		}
		defer windows.CoTaskMemFree(unsafe.Pointer(text))
		profile = profileOf(windows.UTF16PtrToString(text))
		return nil
	})
	return profile, err
}

func (quietHours) set(_ context.Context, profile string) error {
	if profile == absent {
		profile = unrestricted
	}
	text, err := windows.UTF16PtrFromString(profile)
	if err != nil {
		return err
	}
	return withQuietHours(func(o *com.Object) error {
		return o.Call(putSelectedProfile, uintptr(unsafe.Pointer(text)))
	})
}

// withQuietHours gives the object for one call, on a thread that COM knows.
func withQuietHours(do func(*com.Object) error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := com.Join()
	if err == nil {
		var object *com.Object
		if object, err = com.Create(classQuietHours, iidQuietHours); err == nil {
			defer object.Release()
			err = do(object)
		}
	}
	if err != nil {
		return fmt.Errorf("ask for quiet hours: %w", err)
	}
	return nil
}

func self() owner { return ownerOf(windows.GetCurrentProcessId()) }

// ownerOf tells a process by when it began, since numbers are given again. It is empty when there is none.
func ownerOf(pid uint32) owner {
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, pid)
	if err != nil {
		return owner{}
	}
	defer func() { _ = windows.CloseHandle(process) }()
	var began, ended, kernel, user windows.Filetime
	var code uint32
	const stillActive = 259
	if windows.GetProcessTimes(process, &began, &ended, &kernel, &user) != nil ||
		windows.GetExitCodeProcess(process, &code) != nil || code != stillActive {
		return owner{}
	}
	return owner{PID: int(pid), Start: strconv.FormatInt(began.Nanoseconds(), 10)}
}

func alive(o owner) bool {
	return o.Start != "" && o == ownerOf(uint32(o.PID)) //nolint:gosec // a number that Windows gave
}

// syncFolder has nothing to do: NTFS journals renames, and a folder cannot be synced.
func syncFolder(string) error { return nil }
