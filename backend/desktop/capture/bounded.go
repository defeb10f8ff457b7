package capture

import "container/list"

// bounded is a map that forgets the oldest entry rather than growing past its limit, so that nothing
// on the bus can make us grow without end.
type bounded[K comparable, V any] struct {
	limit   int
	entries map[K]*list.Element
	order   *list.List // of pair, oldest first
}

type pair[K comparable, V any] struct {
	key   K
	value V
}

func newBounded[K comparable, V any](limit int) *bounded[K, V] {
	return &bounded[K, V]{limit: limit, entries: map[K]*list.Element{}, order: list.New()}
}

// put sets the value for the key, which becomes the newest.
func (b *bounded[K, V]) put(key K, value V) {
	b.remove(key)
	b.entries[key] = b.order.PushBack(pair[K, V]{key, value})
	if len(b.entries) > b.limit {
		b.remove(b.order.Front().Value.(pair[K, V]).key)
	}
}

func (b *bounded[K, V]) get(key K) (V, bool) {
	element, found := b.entries[key]
	if !found {
		var none V
		return none, false
	}
	return element.Value.(pair[K, V]).value, true
}

func (b *bounded[K, V]) remove(key K) {
	if element, found := b.entries[key]; found {
		b.order.Remove(element)
		delete(b.entries, key)
	}
}
