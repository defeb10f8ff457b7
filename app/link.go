package app

import (
	"time"

	"github.com/pkg/browser"

	"sluice/backend/fault"
)

// tellWithin is how long a refusal of the browser is waited for. A browser that opens in the foreground
// keeps its starter waiting until it is closed; that is no error.
const tellWithin = 3 * time.Second

// open hands an allowed link to the system. Wails' own function is not used: it refuses addresses with
// characters that the web allows, ~ or ; or ( say, and tells nobody.
func open(link string) error {
	answer := make(chan error, 1)
	go func() { answer <- browser.OpenURL(link) }()
	select {
	case err := <-answer:
		if err != nil {
			return fault.Wrap(err, fault.Unsupported, "No program took the link %s.", link)
		}
	case <-time.After(tellWithin):
	}
	return nil
}
