package capture

import "context"

// run is missing: the notification listener of Windows (UserNotificationListener) has to be polled
// and asked for consent. https://learn.microsoft.com/windows/apps/develop/notifications/app-notifications/notification-listener
func run(context.Context, Options, Receiver) error { return ErrUnsupported }
