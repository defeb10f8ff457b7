// Package spare gives memory back to the system that a process has at hand and does not need: what a
// burst of work left behind, and the parts of its own program that only the burst ran. A program that
// always runs should weigh little while it has nothing to do.
//
// Everywhere the Go runtime is asked to return what is free. On Linux the clean pages of the program
// file go too (madvise(2), MADV_DONTNEED): they are in the system's cache anyway, and those that are
// wanted again are mapped again in microseconds.
package spare

import (
	"runtime/debug"
	"runtime/metrics"
)

const (
	// burst is how much must have been allocated, or how much the process must have grown, since the last
	// time for giving back to be worth its cost, which is one garbage collection. What the database takes
	// shows in the growth alone.
	burst = 4 << 20
	// quiet is how much may be allocated from one look to the next in a process that has nothing to do.
	quiet = 1 << 20
)

// Keeper gives memory back at quiet moments. The zero value is ready. Use it from one goroutine at a
// time.
type Keeper struct {
	looked uint64 // how much had ever been allocated at the last look
	gave   uint64 // and when memory was given back last
	small  uint64 // how much was in memory at the first quiet look after that; 0: there was none yet
}

// Look is to be called every few seconds. It costs next to nothing, but for the moment after a burst.
func (k *Keeper) Look() {
	if k.due(allocated(), size()) {
		debug.FreeOSMemory()
		dropProgram()
	}
}

// due says whether this is the moment: much was allocated or came into memory since that was given back
// last, and hardly anything since the last look. now is what was ever allocated, size what is in memory.
func (k *Keeper) due(now, size uint64) bool {
	isQuiet := now-k.looked < quiet && k.looked > 0
	k.looked = now
	if !isQuiet {
		return false
	}
	if k.small == 0 {
		k.small = size
	}
	if now-k.gave < burst && size < k.small+burst {
		return false
	}
	k.gave, k.small = now, 0
	return true
}

// allocated is how much the process has ever allocated.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
