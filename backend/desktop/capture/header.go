package capture

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// messageType is the second byte of a message.
type messageType byte

const (
	methodCall   messageType = 1
	methodReturn messageType = 2
	methodError  messageType = 3
	signal       messageType = 4
)

const flagNoReply = 1

// header is what stands before the body of a message. A field that is missing is empty.
type header struct {
	kind        messageType
	noReply     bool
	serial      uint32
	replySerial uint32
	iface       string
	member      string
	errorName   string
	destination string
	sender      string
	signature   string
}

var errProtocol = errors.New("this is not the D-Bus protocol")

// readHeader reads up to the body and gives a decoder for the body. An error means that the stream
// cannot be followed any more.
func readHeader(in *bufio.Reader) (header, *decoder, error) {
	var fixed [16]byte
	if _, err := io.ReadFull(in, fixed[:]); err != nil {
		return header{}, nil, err
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch fixed[0] {
	case 'l':
	case 'B':
		order = binary.BigEndian
	default:
		return header{}, nil, fmt.Errorf("%w: byte order %#x", errProtocol, fixed[0])
	}
	body, fields := uint64(order.Uint32(fixed[4:])), uint64(order.Uint32(fixed[12:]))
	if body+fields+16 > maxMessage {
		return header{}, nil, fmt.Errorf("%w: a message of %d bytes", errProtocol, body+fields+16)
	}
	h := header{kind: messageType(fixed[1]), noReply: fixed[2]&flagNoReply != 0, serial: order.Uint32(fixed[8:])}
	d := &decoder{in: in, order: order, pos: 16, end: int(16+fields+7) &^ 7}
	if err := h.readFields(d, 16+int(fields)); err != nil {
		return header{}, nil, err
	}
	return h, &decoder{in: in, order: order, end: int(body)}, nil
}

func (h *header) readFields(d *decoder, end int) error {
	for d.err == nil && d.pos < end {
		d.align(8)
		h.readField(d)
	}
	d.discard(d.end - d.pos)
	if d.err != nil {
		return fmt.Errorf("read header: %w", d.err)
	}
	return nil
}

func (h *header) readField(d *decoder) {
	code := d.number(1)
	valueType := d.variant()
	switch target := h.textField(code); {
	case target != nil && valueType == "s":
		*target, _ = d.text(maxNameBytes)
	case code == 5 && valueType == "u":
		h.replySerial = d.uint32()
	case code == 8 && valueType == "g":
		h.signature = d.signature()
	default:
		d.skip(valueType)
	}
}

// textField is where a header field of type string goes, by its code in the specification.
func (h *header) textField(code uint64) *string {
	switch code {
	case 2:
		return &h.iface
	case 3:
		return &h.member
	case 4:
		return &h.errorName
	case 6:
		return &h.destination
	case 7:
		return &h.sender
	}
	return nil
}
