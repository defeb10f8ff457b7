package capture

import (
	"errors"
	"fmt"
)

var errSignature = errors.New("signature is not valid")

// alignment of a type; of the types of fixed size it is the size too.
func alignment(valueType string) int {
	if valueType == "" {
		return 1
	}
	switch valueType[0] {
	case 'n', 'q':
		return 2
	case 'b', 'i', 'u', 'h', 's', 'o', 'a':
		return 4
	case 'x', 't', 'd', '(', '{':
		return 8
	}
	return 1 // y, g, v
}

// firstType splits a signature after its first complete type.
func firstType(signature string) (one, rest string, err error) {
	n, err := typeLength(signature, 0)
	if err != nil {
		return "", "", err
	}
	return signature[:n], signature[n:], nil
}

func typeLength(signature string, depth int) (int, error) {
	if signature == "" || depth > maxDepth {
		return 0, errSignature
	}
	switch signature[0] {
	case 'y', 'b', 'n', 'q', 'i', 'u', 'x', 't', 'd', 'h', 's', 'o', 'g', 'v':
		return 1, nil
	case 'a':
		n, err := typeLength(signature[1:], depth+1)
		return n + 1, err
	case '(':
		return structLength(signature, ')', depth)
	case '{':
		return structLength(signature, '}', depth)
	}
	return 0, fmt.Errorf("%w: unknown type %q", errSignature, signature[0])
}

func structLength(signature string, closing byte, depth int) (int, error) {
	at := 1
	for at < len(signature) && signature[at] != closing {
		n, err := typeLength(signature[at:], depth+1)
		if err != nil {
			return 0, err
		}
		at += n
	}
	if at == 1 || at >= len(signature) {
		return 0, errSignature
	}
	return at + 1, nil
}
