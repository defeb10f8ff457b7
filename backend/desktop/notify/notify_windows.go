package notify

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"git.sr.ht/~jackmordaunt/go-toast/v2/wintoast"
	"github.com/gen2brain/beeep"
)

// activator is under which Windows finds the callback for clicks. It is ours alone, and never changes.
const activator = "{6F0B2C1E-8D0C-4D3B-9E51-5A1D8A6F7C42}"

// toasts shows toasts through COM. Without it beeep is asked, which may use PowerShell.
type toasts struct {
	o     Options
	setUp sync.Once
}

func newVia(o Options) via { return &toasts{o: o} }

func (v *toasts) show(ctx context.Context, m Message) (Shown, error) {
	v.setUp.Do(v.register)
	written, err := toastOf(m)
	if err == nil {
		err = wintoast.Push(v.o.AppName, written)
	}
	if err == nil {
		return Shown{}, nil
	}
	v.o.Log.Warn("show a toast", "err", err)
	send := beeep.Notify
	if m.Urgent {
		send = beeep.Alert
	}
	return Shown{}, viaBeeep(ctx, v.o.AppName, m, send)
}

// register tells Windows our name, our icon and where clicks go, all in the user's own registry.
func (v *toasts) register() {
	data := wintoast.AppData{AppID: v.o.AppName, GUID: activator}
	if own, err := os.Executable(); err == nil {
		icon := filepath.Join(filepath.Dir(own), "sluice.ico")
		if _, err := os.Stat(icon); err == nil {
			data.IconPath = icon
		}
	}
	if err := wintoast.SetAppData(data); err != nil {
		v.o.Log.Warn("register for toasts", "err", err)
	}
	wintoast.SetActivationCallback(func(_, arguments string, _ []wintoast.UserData) {
		if group, ours := groupIn(arguments); ours {
			v.o.Activated(group, "default", "")
		}
	})
}

func (*toasts) withdraw(context.Context, string) error {
	return fmt.Errorf("withdraw a notification on Windows: %w", errors.ErrUnsupported)
}

func (*toasts) own(string) bool { return false }
func (*toasts) close() error    { return nil }
