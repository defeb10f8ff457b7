package remote

import (
	"context"
	"net/http"

	"sluice/backend/fault"
	"sluice/backend/profile"
)

// RenewPath is where a core is asked to look now whether its program was replaced.
const RenewPath = "/upgrade"

// Renew asks a core of another version than this program's to look whether its own program was
// replaced, and to start anew when it may. It may be called at any time; without a core, or with one
// of the same version, it does nothing.
func Renew(ctx context.Context, p profile.Profile) error {
	status, err := StatusOf(ctx, p)
	if fault.CodeOf(err) == fault.NotRunning || err == nil && status.Version == Version {
		return nil
	}
	if err != nil {
		return err
	}
	return NewClient(p).Ask(ctx, http.MethodPost, RenewPath, struct{}{}, nil)
}
