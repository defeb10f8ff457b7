package mail

import (
	"context"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"sluice/backend/source"
)

// Watch waits at the first folder for news, by IDLE. The library says IDLE again every 28 minutes, which
// servers want. That the connection ends after an hour or so is how it is with the big providers: it is
// made anew, and what came meanwhile is pulled.
func (Source) Watch(ctx context.Context, a source.Account, changed func()) error {
	news := make(chan struct{}, 1)
	tell := func() {
		select {
		case news <- struct{}{}:
		default:
		}
	}
	s, err := connect(ctx, a, &imapclient.UnilateralDataHandler{
		Mailbox: func(*imapclient.UnilateralDataMailbox) { tell() },
		Expunge: func(uint32) { tell() },
		Fetch: func(m *imapclient.FetchMessageData) {
			_, _ = m.Collect() // it has to be read to its end
			tell()
		},
	})
	if err != nil {
		return ended(ctx, err)
	}
	defer s.close()
	if _, err := s.look(s.set.folders[0]); err != nil {
		return ended(ctx, err)
	}
	if !s.Caps().Has(imap.CapIdle) && !s.Caps().Has(imap.CapIMAP4rev2) {
		changed()
		s.close() // it is pulled at its interval
		<-ctx.Done()
		return nil
	}
	return ended(ctx, s.idle(changed, news))
}

func (s *session) idle(changed func(), news <-chan struct{}) error {
	waiting, err := s.Idle()
	if err != nil {
		return troubleOf(s.ctx, err)
	}
	changed()
	for {
		select {
		case <-news:
			changed()
		case <-s.Closed():
			return troubleOf(s.ctx, waiting.Wait())
		case <-s.ctx.Done():
			return nil
		}
	}
}

// ended gives how watching ended: without an error where it was to.
func ended(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return nil
}
