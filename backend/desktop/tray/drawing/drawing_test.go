//nolint:misspell // Go's own package is called color
package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	ico "github.com/sergeymakinen/go-ico"
)

func TestTheIconsAreThoseThatAreDrawn(t *testing.T) {
	files, err := draw()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 18 {
		t.Errorf("%d icons are drawn: six gates for three systems are 18", len(files))
	}
	for name, drawn := range files {
		kept, err := os.ReadFile(filepath.Join("..", "icons", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if !same(pictures(t, name, kept), pictures(t, name, drawn)) {
			t.Errorf("%s is not what is drawn now: run go generate ./backend/desktop/tray", name)
		}
	}
}

// TestTheInkIsSeenOnAnyPanel: 3 to 1 is what WCAG asks of a drawing.
func TestTheInkIsSeenOnAnyPanel(t *testing.T) {
	for _, panel := range []uint8{0xff, 0xf5, 0x35, 0x2d, 0x1e, 0x00} {
		ground := color.NRGBA{R: panel, G: panel, B: panel}
		if ratio := contrast(ink, ground); ratio < 3 {
			t.Errorf("on a grey of %#x the contrast is %.2f", panel, ratio)
		}
	}
}

// TestTheGatesDifferByShape: no two of them may be taken for one another where they are smallest.
func TestTheGatesDifferByShape(t *testing.T) {
	small := map[string]*image.NRGBA{}
	for name, s := range grid16.gates() {
		small[name] = render(s, grid16.side, 16, black)
	}
	for one, a := range small {
		for other, b := range small {
			if apart := differing(a, b); one != other && apart < 12 {
				t.Errorf("%s and %s differ at %d points only", one, other, apart)
			}
		}
	}
}

// TestLinuxIconsHaveNoHalfTransparentPoints: see hard.
func TestLinuxIconsHaveNoHalfTransparentPoints(t *testing.T) {
	for name, s := range grid22.gates() {
		img := hard(render(s, grid22.side, 44, ink))
		for at := 3; at < len(img.Pix); at += 4 {
			if a := img.Pix[at]; a != 0 && a != 255 {
				t.Fatalf("%s has a point with an alpha of %d", name, a)
			}
		}
	}
}

func differing(a, b *image.NRGBA) (points int) {
	for at := 3; at < len(a.Pix); at += 4 {
		if a.Pix[at]/128 != b.Pix[at]/128 {
			points++
		}
	}
	return points
}

func pictures(t *testing.T, name string, data []byte) []image.Image {
	t.Helper()
	if filepath.Ext(name) == ".ico" {
		all, err := ico.DecodeAll(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	one, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return []image.Image{one}
}

// same compares what is seen: another version of Go may pack it in other bytes.
func same(a, b []image.Image) bool {
	if len(a) != len(b) {
		return false
	}
	for at := range a {
		if a[at].Bounds() != b[at].Bounds() {
			return false
		}
		for y := range a[at].Bounds().Dy() {
			for x := range a[at].Bounds().Dx() {
				if a[at].At(x, y) != b[at].At(x, y) {
					return false
				}
			}
		}
	}
	return true
}

// contrast is that of https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
