package main

import "math"

// shape says whether a point is inked. Its units are those of a grid.
type shape func(x, y float64) bool

func union(shapes ...shape) shape {
	return func(x, y float64) bool {
		for _, inked := range shapes {
			if inked(x, y) {
				return true
			}
		}
		return false
	}
}

func sharp(left, top, right, bottom float64) shape {
	return func(x, y float64) bool { return x >= left && x < right && y >= top && y < bottom }
}

// box has corners that are a little round.
func box(left, top, right, bottom float64) shape {
	const radius = 0.5
	return func(x, y float64) bool {
		dx := math.Max(math.Max(left+radius-x, x-(right-radius)), 0)
		dy := math.Max(math.Max(top+radius-y, y-(bottom-radius)), 0)
		return math.Hypot(dx, dy) <= radius
	}
}

// wave is water under an open leaf: two crests, with y in their middle.
func (g grid) wave(y float64) shape {
	turn := 4 * math.Pi / (g.end - g.leaf)
	return func(x, at float64) bool {
		if x < g.leaf || x > g.end {
			return false
		}
		phase := (x - g.leaf) * turn
		slope := g.crest * turn * math.Cos(phase)
		return math.Abs(at-y+g.crest*math.Sin(phase)) <= g.line*math.Hypot(1, slope)
	}
}
