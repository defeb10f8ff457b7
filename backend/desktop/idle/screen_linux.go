package idle

import (
	"context"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/screensaver"
	"github.com/jezek/xgb/xproto"

	"sluice/backend/desktop/xserver"
)

// screen is an X server, asked through its screen saver extension, which counts every touch of
// keyboard and pointer. https://www.x.org/releases/current/doc/scrnsaverproto/saver.html
type screen struct {
	display string
	conn    *xgb.Conn
	failed  time.Time // when dialling last failed
}

func (s *screen) idle(ctx context.Context) (time.Duration, bool) {
	if !s.reach() {
		return 0, false
	}
	// A server that hangs would hold up its asker for ever.
	stop := context.AfterFunc(ctx, s.conn.Close)
	root := xproto.Setup(s.conn).DefaultScreen(s.conn).Root
	info, err := screensaver.QueryInfo(s.conn, xproto.Drawable(root)).Reply()
	if !stop() || err != nil || info == nil {
		s.close() // the server has gone, or hangs
		s.failed = time.Now()
		return 0, false
	}
	return time.Duration(info.MsSinceUserInput) * time.Millisecond, true
}

func (s *screen) reach() bool {
	switch {
	case s.display == "":
		return false
	case s.conn != nil:
		return true
	case time.Since(s.failed) < dialAgain:
		return false
	}
	conn, err := xserver.Dial(s.display)
	if err == nil {
		if err = screensaver.Init(conn); err != nil {
			conn.Close()
		}
	}
	if err != nil {
		s.failed = time.Now()
		return false
	}
	s.conn = conn
	return true
}

func (s *screen) close() {
	if s.conn != nil {
		s.conn.Close()
		s.conn = nil
	}
}
