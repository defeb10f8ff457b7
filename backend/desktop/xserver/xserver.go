// Package xserver connects to X servers, for the abilities that ask them.
package xserver

import (
	"io"
	"log"
	"sync"

	"github.com/jezek/xgb"
)

// quiet keeps the library from writing to standard error: what goes wrong comes as an error. Its logger
// is one for the whole process, and connections read it, so it is set once, before the first.
var quiet = sync.OnceFunc(func() { xgb.Logger = log.New(io.Discard, "", 0) })

// Dial connects to the X server of a display, such as ":0". It may be called from several goroutines.
func Dial(display string) (*xgb.Conn, error) {
	quiet()
	return xgb.NewConnDisplay(display)
}
