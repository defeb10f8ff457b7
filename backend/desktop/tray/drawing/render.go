//nolint:misspell // Go's own package is called color
package main

import (
	"image"
	"image/color"
)

// ink is a middle tone of the gate's own hue. Nobody tells a program the colour of the panel: this one
// has a contrast of at least 3 to 1 to white and to the greys of dark panels.
var ink = color.NRGBA{R: 0x3a, G: 0x92, B: 0xa5, A: 0xff}

// black is what a template of macOS is made of: the system looks at the alpha alone.
var black = color.NRGBA{A: 0xff}

// render draws a shape that fills a square of so many units. Each pixel is asked at 25 points, so that
// edges are smooth.
func render(s shape, units float64, pixels int, c color.NRGBA) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	for y := range pixels {
		for x := range pixels {
			c.A = cover(s, x, y, units/float64(pixels))
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// cover is how much of a pixel is inked, up to 255.
func cover(s shape, x, y int, unit float64) uint8 {
	const fine = 5
	hits := 0
	for sub := range fine * fine {
		px := float64(x) + (float64(sub%fine)+0.5)/fine
		py := float64(y) + (float64(sub/fine)+0.5)/fine
		if s(px*unit, py*unit) {
			hits++
		}
	}
	return uint8(hits * 255 / (fine * fine))
}

// hard has no half-transparent points. The library that sends pictures to Linux trays garbles the colour
// of those: it takes the lower half of a 16-bit value for the upper one.
func hard(img *image.NRGBA) *image.NRGBA {
	for at := 3; at < len(img.Pix); at += 4 {
		img.Pix[at] = img.Pix[at] / 128 * 255
	}
	return img
}
