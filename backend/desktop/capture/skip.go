package capture

// skip passes over one value of the type. Arrays cost nothing, however long they are.
func (d *decoder) skip(valueType string) { d.skipDeep(valueType, 0) }

func (d *decoder) skipDeep(valueType string, depth int) {
	if depth > maxDepth {
		d.fail(errDepth)
	}
	if d.err != nil || valueType == "" {
		d.fail(errSignature)
		return
	}
	switch valueType[0] {
	case 's', 'o':
		d.text(0)
	case 'g':
		d.signature()
	case 'v':
		d.skipDeep(d.variant(), depth+1)
	case 'a':
		n := d.length(4)
		d.align(alignment(valueType[1:]))
		d.discard(n)
	case '(', '{':
		d.align(8)
		d.skipAll(valueType[1:len(valueType)-1], depth+1)
	default:
		size := alignment(valueType)
		d.align(size)
		d.discard(size)
	}
}

func (d *decoder) skipAll(signature string, depth int) {
	for signature != "" && d.err == nil {
		one, rest, err := firstType(signature)
		if err != nil {
			d.fail(err)
			return
		}
		d.skipDeep(one, depth)
		signature = rest
	}
}
