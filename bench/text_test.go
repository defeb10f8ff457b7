//go:build linux && bench

package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// writer writes texts that are alike in the long run to what people write: few words often, many
// seldom. The same seed writes the same.
type writer struct {
	chance *rand.Rand
	often  *rand.Zipf
}

var syllables = strings.Fields("ba de fi go lu ma ne pi ro su ta ve wi xo za ber den ful gan hor kel mon per ster tion")

// words is how many different ones there are.
const words = 8000

func newWriter(seed uint64) *writer {
	chance := rand.New(rand.NewPCG(seed, 1))
	return &writer{chance: chance, often: rand.NewZipf(chance, 1.1, 4, words-1)}
}

// word gives the nth word, the same each time.
func word(n int) string {
	text := ""
	for n += len(syllables); n > 0; n /= len(syllables) {
		text += syllables[n%len(syllables)]
	}
	return text
}

func (w *writer) text(n int) string {
	said := make([]string, n)
	for i := range said {
		said[i] = word(int(w.often.Uint64()))
	}
	return strings.Join(said, " ")
}

func (w *writer) person() string { return fmt.Sprint("Person ", w.chance.IntN(400)) }
