package main

// grid is a size that panels ask for. On it the edges of a drawing lie between pixels, so that they are
// crisp there and at whole multiples. All measures are in pixels of that size.
type grid struct {
	side        float64 // of the square
	top, bottom float64
	left, right float64 // the posts' left edges
	thick       float64 // of posts, rod and outlines
	leaf, end   float64 // the leaf's left and right edges
	hung        float64 // where a leaf on its rod begins
	raised      float64 // where an open leaf ends
	dash, step  float64 // of a post that is not there
	waves       [2]float64
	crest, line float64 // of a wave: its height, and half its thickness
}

// Linux panels show 22 pixels; the taskbar of Windows and the menu bar of macOS show 16.
var (
	grid22 = grid{
		side: 22, top: 3, bottom: 19, left: 2, right: 18, thick: 2, leaf: 6, end: 16, hung: 9, raised: 7,
		dash: 4, step: 6, waves: [2]float64{11.5, 16.5}, crest: 1.1, line: 0.8,
	}
	grid16 = grid{
		side: 16, top: 2, bottom: 14, left: 1, right: 13, thick: 2, leaf: 4, end: 12, hung: 6, raised: 5,
		dash: 2, step: 5, waves: [2]float64{8.25, 12.25}, crest: 0.8, line: 0.7,
	}
)

// gates are the drawings by the state's name: two posts, and a leaf between them that hangs from a rod,
// is down, is up over water, or is not there. They differ by shape alone, never by colour.
func (g grid) gates() map[string]shape {
	return map[string]shape{
		"shield":     union(g.posts(), box(g.leaf, g.top, g.end, g.bottom)),
		"holding":    union(g.posts(), g.rod(), box(g.leaf, g.hung, g.end, g.bottom)),
		"unsure":     union(g.posts(), g.rod(), g.outline()),
		"open":       union(g.posts(), box(g.leaf, g.top, g.end, g.raised), g.wave(g.waves[0]), g.wave(g.waves[1])),
		"collecting": union(g.posts(), g.rod(), g.dotted()),
		"off":        union(g.dashed(g.left), g.dashed(g.right)),
	}
}

func (g grid) posts() shape {
	return union(g.post(g.left, g.top, g.bottom), g.post(g.right, g.top, g.bottom))
}

func (g grid) post(x, from, to float64) shape { return box(x, from, x+g.thick, to) }

func (g grid) rod() shape { return g.post((g.side-g.thick)/2, g.top, g.hung) }

// dashed is a post that is not there: three dashes.
func (g grid) dashed(x float64) shape {
	var dashes []shape
	for from := g.top; from < g.bottom; from += g.step {
		dashes = append(dashes, g.post(x, from, from+g.dash))
	}
	return union(dashes...)
}

func (g grid) outline() shape {
	outer := box(g.leaf, g.hung, g.end, g.bottom)
	inner := sharp(g.leaf+g.thick, g.hung+g.thick, g.end-g.thick, g.bottom-g.thick)
	return func(x, y float64) bool { return outer(x, y) && !inner(x, y) }
}

// dotted is an outline of squares: one in each corner and one in the middle of each side.
func (g grid) dotted() shape {
	middle, half := (g.leaf+g.end-g.thick)/2, (g.hung+g.bottom-g.thick)/2
	var dots []shape
	for _, x := range []float64{g.leaf, middle, g.end - g.thick} {
		for _, y := range []float64{g.hung, half, g.bottom - g.thick} {
			if x != middle || y != half {
				dots = append(dots, g.post(x, y, y+g.thick))
			}
		}
	}
	return union(dots...)
}
