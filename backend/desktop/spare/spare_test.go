package spare

import "testing"

func TestDueAfterABurstWhenItIsQuiet(t *testing.T) {
	const mb = 1 << 20
	var k Keeper
	for i, step := range []struct {
		now  uint64
		want bool
		why  string
	}{
		{5 * mb, false, "the first look knows nothing"},
		{5*mb + 10, true, "the start was a burst"},
		{5*mb + 20, false, "nothing happened since"},
		{40 * mb, false, "it is busy"},
		{80 * mb, false, "it is busy still"},
		{80*mb + 100, true, "it is over"},
		{80*mb + 200, false, "once is enough"},
		{82 * mb, false, "a little"},
		{82*mb + 10, false, "too little to be worth it"},
		{84*mb + 300, false, "a little more"},
		{84*mb + 400, true, "together enough"},
	} {
		if got := k.due(step.now, 0); got != step.want {
			t.Errorf("step %d, %s: got %v", i, step.why, got)
		}
	}
}

func TestDueWhenItHasGrown(t *testing.T) {
	const mb = 1 << 20
	k := Keeper{looked: 50 * mb, gave: 50 * mb, small: 20 * mb}
	if k.due(50*mb+10, 23*mb) {
		t.Error("three megabytes more are not worth it")
	}
	if !k.due(50*mb+20, 25*mb) {
		t.Error("five megabytes more are worth it")
	}
}

func TestLookCountsAllocations(t *testing.T) {
	before := allocated()
	waste := make([]byte, 8<<20)
	if grown := allocated() - before; grown < uint64(len(waste)) {
		t.Errorf("after 8 MB it counts %d bytes more", grown)
	}
}
