package source

import (
	"math/rand/v2"
	"time"
)

// The bounds of the pauses after trouble that goes away by itself.
const (
	FirstPause   = 15 * time.Second
	LongestPause = 15 * time.Minute
)

// Backoff is how long to wait after the nth failure in a row, 1 the first: anything up to twice as
// much as before, so that many that failed together do not come back together; at most 15 minutes.
// The server's own wishes come first, and are not its business.
func Backoff(failures int, random *rand.Rand) time.Duration {
	limit := FirstPause
	for range failures {
		if limit = 2 * limit; limit >= LongestPause {
			limit = LongestPause
			break
		}
	}
	return time.Duration(random.Int64N(int64(limit)) + 1)
}
