// Package remote speaks to a running core from another process: the window and the command line. It
// carries HTTP over the profile's socket, and starts the core where none is running. It knows nothing
// of what is said over the connection but the status that every core of any version answers.
package remote

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"sluice/backend/fault"
	"sluice/backend/profile"
)

// Base is the address of the core behind Transport; its host is a word, not a name on a network.
const Base = "http://core"

// Version is what this program was built as. The linker sets it:
// -ldflags "-X sluice/backend/api/remote.Version=…".
var Version = "dev"

// answerWithin is how long a core that lives may take to say so. It does no work for it.
const answerWithin = 3 * time.Second

// Status is the part of the core's status that callers of every version rely on.
type Status struct {
	Version string `json:"version"` // the core's own Version
}

// StatusOf asks the core how it is. fault.NotRunning when none serves the profile, fault.Unreachable
// when one does and does not answer.
func StatusOf(ctx context.Context, p profile.Profile) (Status, error) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, Base+"/api/v1/status", nil)
	if err != nil {
		return Status{}, fmt.Errorf("ask the core: %w", err)
	}
	transport := newTransport(p)
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		return Status{}, asFault(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return Status{}, fault.New(fault.Unreachable, "The core is in trouble: it answered with %s.", response.Status)
	}
	var status Status
	if err := json.NewDecoder(response.Body).Decode(&status); err != nil {
		return Status{}, fault.Wrap(err, fault.OtherVersion, "The core gave an answer that this version does not understand.")
	}
	return status, nil
}

// Running says whether a core serves the profile and answers.
func Running(ctx context.Context, p profile.Profile) bool {
	_, err := StatusOf(ctx, p)
	return err == nil
}
