package capture

import "strings"

// hint reads one hint of Notify. Pixels (image-data and its older names) are passed over with all
// else that is not known.
func (m *message) hint(d *decoder, key, valueType string) {
	n := &m.note
	switch integer, isText := isInteger(valueType), valueType == "s"; {
	case key == "urgency" && integer:
		n.Urgency = int(min(max(readInteger(d, valueType), 0), 2)) - 1
	case key == "category" && isText:
		n.Category = shortText(d, maxName)
	case key == "desktop-entry" && isText:
		n.DesktopEntry = shortText(d, maxName)
	case (key == "image-path" || key == "image_path") && isText:
		if path := shortText(d, maxIcon); n.Icon == "" {
			n.Icon = path
		}
	case key == "sender-pid" && integer:
		m.claimed = uint32(max(readInteger(d, valueType), 0))
	case key == "resident" && valueType == "b":
		n.Resident = d.uint32() != 0
	case key == "transient" && valueType == "b":
		n.Transient = d.uint32() != 0
	default:
		d.skip(valueType)
	}
}

// shortText reads a string of which a longer form is of no use.
func shortText(d *decoder, limit int) string {
	text, _ := d.text(limit)
	text, _ = clean(text, limit)
	return text
}

// isInteger says whether a type is a number that some sender uses for an integer hint.
func isInteger(valueType string) bool {
	return len(valueType) == 1 && strings.Contains("ynqiuxt", valueType)
}

func readInteger(d *decoder, valueType string) int64 {
	switch raw := d.number(alignment(valueType)); valueType {
	case "n":
		return int64(int16(raw))
	case "i":
		return int64(int32(raw))
	default:
		return int64(raw)
	}
}
