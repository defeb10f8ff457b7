package wake

import "context"

// Watch calls woke whenever the computer comes out of sleep, until ctx ends, where the system says so
// without being asked: then nobody has to wait for the next comparison of the clocks. It returns at once
// where there is nobody to listen to, which is no error: the clocks tell the same a few seconds later.
//
// Linux listens to logind on the system bus. Windows tells windows only, and macOS frameworks that take
// cgo, so there the clocks alone tell.
func Watch(ctx context.Context, systemBus string, woke func()) error {
	return watch(ctx, systemBus, woke)
}
