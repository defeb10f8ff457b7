//go:build linux && bench

package bench

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"sluice/proof/desk"
)

// screen looks at a part of a desk's screen, over the X protocol itself: a program started for each
// look would take longer than what is measured.
type screen struct {
	t    *testing.T
	conn net.Conn
	root uint32
}

// The part of the screen that is looked at. In Sluice's window, which lies in the middle, it is within
// the list of the queue.
const partX, partY, partWide, partHigh = 300, 200, 400, 500

func look(d *desk.Desk) *screen {
	d.T.Helper()
	display := strings.TrimSpace(d.Run("sh", "-c", "echo ${DISPLAY#:}"))
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+display)
	if err != nil {
		d.T.Fatal(err)
	}
	d.T.Cleanup(func() { _ = conn.Close() })
	s := &screen{t: d.T, conn: conn}
	s.write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}) // little-endian, version 11.0, no authority
	head := s.read(8)
	if head[0] != 1 {
		d.T.Fatal("the X server refuses the connection")
	}
	setup := s.read(4 * int(binary.LittleEndian.Uint16(head[6:])))
	vendor, formats := int(binary.LittleEndian.Uint16(setup[16:])), int(setup[21])
	s.root = binary.LittleEndian.Uint32(setup[32+(vendor+3)/4*4+8*formats:])
	return s
}

func (s *screen) write(request []byte) {
	s.t.Helper()
	if _, err := s.conn.Write(request); err != nil {
		s.t.Fatal(err)
	}
}

func (s *screen) read(n int) []byte {
	s.t.Helper()
	answer := make([]byte, n)
	if _, err := io.ReadFull(s.conn, answer); err != nil {
		s.t.Fatal(err)
	}
	return answer
}

// picture gives the pixels of the part, four bytes each.
func (s *screen) picture() []byte {
	s.t.Helper()
	const getImage, zPixmap, words = 73, 2, 5
	request := binary.LittleEndian.AppendUint16([]byte{getImage, zPixmap}, words)
	request = binary.LittleEndian.AppendUint32(request, s.root)
	for _, n := range []uint16{partX, partY, partWide, partHigh} {
		request = binary.LittleEndian.AppendUint16(request, n)
	}
	s.write(binary.LittleEndian.AppendUint32(request, ^uint32(0))) // all planes
	head := s.read(32)
	if head[0] != 1 {
		s.t.Fatalf("the X server gives no picture: error %d", head[1])
	}
	return s.read(4 * int(binary.LittleEndian.Uint32(head[4:])))
}

const (
	glance = 5 * time.Millisecond
	still  = 1500 * time.Millisecond // after which nothing more is to come
)

// painted watches until the screen shows what is wanted and stands still, and gives since when it has
// looked as it does in the end, but for a caret or so.
func (s *screen) painted(empty []byte, wanted func(picture []byte) bool) time.Time {
	s.t.Helper()
	type sight struct {
		at      time.Time
		picture []byte
	}
	last := empty
	var sights []sight // each as something changed
	deadline := time.Now().Add(desk.Patience)
	for {
		now := time.Now()
		picture := s.picture()
		if !bytes.Equal(picture, last) {
			sights, last = append(sights, sight{now, picture}), picture
		}
		if len(sights) > 0 && now.Sub(sights[len(sights)-1].at) > still && wanted(last) {
			break
		}
		if now.After(deadline) {
			s.t.Fatal("the window never stands still")
		}
		<-time.After(glance)
	}
	first := len(sights) - 1
	for first > 0 && alike(sights[first-1].picture, last) {
		first--
	}
	return sights[first].at
}

// colours counts the colours of a picture.
func colours(picture []byte) int {
	known := map[[4]byte]bool{}
	for i := 0; i < len(picture); i += 4 {
		known[[4]byte(picture[i:])] = true
	}
	return len(known)
}

// alike says whether two pictures differ in less than a thousandth of their pixels.
func alike(a, b []byte) bool {
	differ := 0
	for i := 0; i < len(a); i += 4 {
		if !bytes.Equal(a[i:i+4], b[i:i+4]) {
			differ++
		}
	}
	return differ < len(a)/4/1000
}
