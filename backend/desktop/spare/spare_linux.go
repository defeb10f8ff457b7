package spare

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// mapping is a part of the process's memory, https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html.
type mapping struct {
	from, until uintptr
	droppable   bool // of the program's file, read only, and nowhere changed in memory
}

// dropProgram unmaps the pages of the program file that are as they are in the file. What goes wrong
// costs memory only.
func dropProgram() {
	for _, m := range mappings() {
		if m.droppable {
			_, _, _ = unix.Syscall(unix.SYS_MADVISE, m.from, m.until-m.from, unix.MADV_DONTNEED)
		}
	}
}

func mappings() (all []mapping) {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return nil
	}
	file, err := os.Open("/proc/self/smaps")
	if err != nil {
		return nil
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		var m mapping
		var access string
		if n, _ := fmt.Sscanf(line, "%x-%x %s", &m.from, &m.until, &access); n == 3 {
			m.droppable = strings.HasSuffix(line, " "+program) && strings.HasPrefix(access, "r") && access[1] != 'w'
			all = append(all, m)
		} else if len(all) > 0 && changed(line) {
			all[len(all)-1].droppable = false
		}
	}
	return all
}

// size is how much of the process is in memory, https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html;
// 0 if the system does not tell.
func size() uint64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var all, resident uint64
	if _, err := fmt.Sscan(string(text), &all, &resident); err != nil {
		return 0
	}
	return resident * uint64(os.Getpagesize())
}

// changed says whether a line about a mapping tells of pages that are not as in the file: relocated
// data, or code with a debugger's breakpoints.
func changed(line string) bool {
	name, size, _ := strings.Cut(line, ":")
	return name == "Anonymous" && strings.TrimSpace(size) != "0 kB"
}
