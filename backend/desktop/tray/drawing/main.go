// Command drawing draws the tray's icons, one for each state of the gate, after the symbols of the
// interface: PNGs for Linux panels, ICOs for the taskbar of Windows, templates for the menu bar of
// macOS. The files are committed; `go generate ./backend/desktop/tray` makes them anew.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"

	ico "github.com/sergeymakinen/go-ico"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: drawing <folder>")
		os.Exit(2)
	}
	if err := writeAll(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "drawing:", err)
		os.Exit(1)
	}
}

func writeAll(folder string) error {
	files, err := draw()
	if err != nil {
		return err
	}
	for name, data := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("make the folder: %w", err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return fmt.Errorf("write an icon: %w", err)
		}
	}
	return nil
}

// draw gives all icons by their path. A system that scales gets twice its size, so that it is sharp
// where it is halved, which smooths its edges, and on screens of double density.
func draw() (map[string][]byte, error) {
	files := map[string][]byte{}
	var errs []error
	put := func(path string, data []byte, err error) {
		files[path] = data
		errs = append(errs, err)
	}
	for name, s := range grid22.gates() {
		data, err := encoded(hard(render(s, grid22.side, 44, ink)))
		put("linux/"+name+".png", data, err)
	}
	for name, s := range grid16.gates() {
		data, err := encoded(render(s, grid16.side, 32, black))
		put("darwin/"+name+".png", data, err)
		data, err = taskbar(s)
		put("windows/"+name+".ico", data, err)
	}
	return files, errors.Join(errs...)
}

func encoded(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := png.Encode(&out, img)
	return out.Bytes(), err
}

// taskbar holds the sizes that Windows asks for at the usual densities of a screen.
func taskbar(s shape) ([]byte, error) {
	var sizes []image.Image
	for _, pixels := range []int{16, 24, 32, 48} {
		sizes = append(sizes, render(s, grid16.side, pixels, ink))
	}
	var out bytes.Buffer
	err := ico.EncodeAll(&out, sizes)
	return out.Bytes(), err
}
