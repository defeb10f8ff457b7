package capture

import (
	"bufio"
	"encoding/binary"
	"errors"
)

// The wire format of D-Bus, read as a stream: what is not wanted, such as the pixels of an image, is
// passed over without being kept, and no length that a sender gives makes us allocate.
// https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-marshaling

const (
	maxMessage   = 1 << 27 // of a whole message, by the specification
	maxDepth     = 64      // of containers, by the specification (32 arrays and 32 structs)
	maxNameBytes = 255     // of bus, interface and member names, by the specification
)

var (
	errShort = errors.New("value reaches past the end of the message")
	errDepth = errors.New("containers are nested too deep")
)

// decoder reads values from within one message. The first error sticks: from then on every method
// gives zero values, so that callers look at err once.
type decoder struct {
	in    *bufio.Reader
	order binary.ByteOrder
	pos   int // bytes read, which alignment counts from
	end   int // no value reaches past it
	err   error
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// discard passes over n bytes.
func (d *decoder) discard(n int) {
	if d.err != nil {
		return
	}
	if n < 0 || n > d.end-d.pos {
		d.fail(errShort)
		return
	}
	passed, err := d.in.Discard(n)
	d.pos += passed
	if err != nil {
		d.fail(err)
	}
}

func (d *decoder) align(n int) { d.discard((n - d.pos%n) % n) }

// number reads an unsigned integer of 1, 2, 4 or 8 bytes.
func (d *decoder) number(size int) uint64 {
	d.align(size)
	if d.err != nil {
		return 0
	}
	if size > d.end-d.pos {
		d.fail(errShort)
		return 0
	}
	var buffer [8]byte
	raw, err := d.in.Peek(size)
	if err != nil {
		d.fail(err)
		return 0
	}
	copy(buffer[:], raw)
	d.discard(size)
	switch size {
	case 1:
		return uint64(buffer[0])
	case 2:
		return uint64(d.order.Uint16(buffer[:]))
	case 4:
		return uint64(d.order.Uint32(buffer[:]))
	}
	return d.order.Uint64(buffer[:])
}

func (d *decoder) uint32() uint32 { return uint32(d.number(4)) }

// length reads the length of an array or string, which must lie within the message.
func (d *decoder) length(size int) int {
	n := d.number(size)
	if d.err == nil && n > uint64(d.end-d.pos) {
		d.fail(errShort)
	}
	if d.err != nil {
		return 0
	}
	return int(n)
}

// text reads a string or object path and keeps at most limit bytes of it, cut
// at a character; cut says that there was more.
func (d *decoder) text(limit int) (text string, cut bool) {
	n := d.length(4)
	text = string(d.bytes(min(n, limit)))
	d.discard(n - len(text) + 1) // with the NUL at the end
	if n > limit {
		return dropPartialRune(text), true
	}
	return text, false
}

func (d *decoder) signature() string {
	n := d.length(1)
	text := string(d.bytes(n))
	d.discard(1)
	return text
}

func (d *decoder) bytes(n int) []byte {
	if d.err != nil || n > d.end-d.pos {
		d.fail(errShort)
		return nil
	}
	kept := make([]byte, n)
	for read := 0; read < n; {
		got, err := d.in.Read(kept[read:])
		read += got
		d.pos += got
		if err != nil {
			d.fail(err)
			return nil
		}
	}
	return kept
}

// array reads the head of an array and calls element until its end. An element that reads nothing,
// which no sound array has, ends it.
func (d *decoder) array(elementType string, element func()) {
	n := d.length(4)
	d.align(alignment(elementType))
	end := d.pos + n
	for d.err == nil && d.pos < end {
		before := d.pos
		element()
		if d.pos == before {
			d.fail(errSignature)
		}
	}
}

// dict reads an a{sv} and calls entry for each key with the type of its value. Entry
// reads or skips the whole value.
func (d *decoder) dict(entry func(key, valueType string)) {
	d.array("{sv}", func() {
		d.align(8)
		key, _ := d.text(maxNameBytes)
		entry(key, d.variant())
	})
}

// variant reads the head of a variant and gives the type of the value that follows.
func (d *decoder) variant() string {
	signature := d.signature()
	one, rest, err := firstType(signature)
	if d.err == nil && (err != nil || rest != "") {
		d.fail(errSignature)
	}
	return one
}
