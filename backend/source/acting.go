package source

import "context"

type actingKey struct{}

// Acting marks what is done under a context as an act of the user's: only then may a source change
// anything at its service.
func Acting(ctx context.Context) context.Context { return context.WithValue(ctx, actingKey{}, true) }

// IsActing says whether a context is one of Acting.
func IsActing(ctx context.Context) bool { return ctx.Value(actingKey{}) != nil }
