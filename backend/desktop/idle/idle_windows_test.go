package idle

import (
	"testing"
	"time"
)

func TestTheTickCounterBeginsAnew(t *testing.T) {
	if got := sinceTick(^uint32(0)-999, 500); got != 1500*time.Millisecond {
		t.Errorf("over its end it counts %v", got)
	}
}
