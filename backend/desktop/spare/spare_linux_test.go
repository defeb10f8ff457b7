package spare

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// resident is how much of the program's own file is in memory, in kB.
func resident(t *testing.T) (kb int) {
	t.Helper()
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	ours := false
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); strings.Contains(fields[0], "-") {
			ours = strings.HasSuffix(line, program+"\n")
		} else if ours && fields[0] == "Rss:" {
			n, err := strconv.Atoi(fields[1])
			if err != nil {
				t.Fatal(err)
			}
			kb += n
		}
	}
	return kb
}

func TestTheProgramIsDroppedAndRunsOn(t *testing.T) {
	for _, m := range mappings() { // have all of it in memory
		if m.droppable {
			_, _, _ = unix.Syscall(unix.SYS_MADVISE, m.from, m.until-m.from, unix.MADV_POPULATE_READ)
		}
	}
	before := resident(t)
	dropProgram()
	after := resident(t)
	if after >= before {
		t.Errorf("of the program are %d kB in memory, before it were %d", after, before)
	}
}

func TestWhatIsChangedInMemoryStays(t *testing.T) {
	for line, want := range map[string]bool{
		"Anonymous:            12 kB": true, "Anonymous:             0 kB": false, "Rss:   4 kB": false,
		"Private_Dirty:         4 kB": false, // of a file that was written just now
	} {
		if changed(line) != want {
			t.Errorf("%q: got %v", line, !want)
		}
	}
}
