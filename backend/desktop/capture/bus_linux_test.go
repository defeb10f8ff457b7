package capture

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// limit is how long a test waits for what has to happen, before it gives up.
const limit = 20 * time.Second

// testBus is a session bus with a home of its own.
type testBus struct {
	t       *testing.T
	dir     string
	address string
	env     []string
	stop    func()
}

const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>%s</listen>
  <auth>EXTERNAL</auth>
  <servicedir>%s</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="max_message_size">1000000000</limit>
  <limit name="max_incoming_bytes">1000000000</limit>
  <limit name="max_outgoing_bytes">1000000000</limit>
  <limit name="max_replies_per_connection">50000</limit>
</busconfig>
`

// program finds a program, or skips the test.
func program(t *testing.T, name, debianPackage string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is missing: it is in the package %s.", name, debianPackage)
	}
	return path
}

func newBus(t *testing.T) *testBus {
	t.Helper()
	dir, err := os.MkdirTemp("", "bus") // short: the path of a socket has at most 107 bytes
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	b := &testBus{t: t, dir: dir, address: "unix:path=" + filepath.Join(dir, "bus")}
	b.env = append(os.Environ(), "HOME="+dir, "XDG_RUNTIME_DIR="+dir, "XDG_CONFIG_HOME="+dir, "DBUS_SESSION_BUS_ADDRESS="+b.address)
	b.write("services/.keep", "")
	b.write("session.conf", fmt.Sprintf(busConfig, b.address, filepath.Join(dir, "services")))
	t.Cleanup(func() { b.stop() })
	return b
}

func (b *testBus) write(name, text string) {
	b.t.Helper()
	path := filepath.Join(b.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// start starts the bus, and returns when it listens.
func (b *testBus) start() *testBus {
	b.t.Helper()
	cmd := exec.Command(program(b.t, "dbus-daemon", "dbus-daemon"), "--nofork", "--nosyslog", "--print-address",
		"--config-file="+filepath.Join(b.dir, "session.conf"))
	_, b.stop = launch(b.t, b.env, cmd)
	return b
}

func startBus(t *testing.T) *testBus {
	t.Helper()
	return newBus(t).start()
}

// launch starts a program that says on its first line when it is ready.
func launch(t *testing.T, env []string, cmd *exec.Cmd) (firstLine string, stop func()) {
	t.Helper()
	cmd.Env = env
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop = sync.OnceFunc(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	t.Cleanup(stop)
	firstLine, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%s says nothing: %v", cmd.Path, err)
	}
	return strings.TrimSpace(firstLine), stop
}

// connect is a further program on the bus.
func (b *testBus) connect() *dbus.Conn {
	b.t.Helper()
	conn, err := dbus.Connect(b.address)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// awaitOwner returns when somebody owns the name.
func (b *testBus) awaitOwner(name string) {
	b.t.Helper()
	conn := b.connect()
	signals := make(chan *dbus.Signal, 8)
	conn.Signal(signals)
	if err := conn.AddMatchSignal(dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name)); err != nil {
		b.t.Fatal(err)
	}
	var owned bool
	if err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, name).Store(&owned); err != nil {
		b.t.Fatal(err)
	}
	if owned {
		return
	}
	ctx, cancel := context.WithTimeout(b.t.Context(), limit)
	defer cancel()
	for {
		select {
		case s := <-signals:
			if s.Name == "org.freedesktop.DBus.NameOwnerChanged" && s.Body[2] != "" {
				return
			}
		case <-ctx.Done():
			b.t.Fatalf("nobody owns %s", name)
		}
	}
}

// own takes a name for a connection.
func (b *testBus) own(conn *dbus.Conn, name string) {
	b.t.Helper()
	if reply, err := conn.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		b.t.Fatalf("own %s: %v, %v", name, reply, err)
	}
}

// run runs a program on the bus to its end, and gives what it printed.
func (b *testBus) run(name string, args ...string) string {
	b.t.Helper()
	cmd := exec.CommandContext(b.t.Context(), program(b.t, name, "libnotify-bin or dunst"), args...)
	cmd.Env = b.env
	out, err := cmd.Output()
	if err != nil {
		b.t.Fatalf("%s %q: %v", name, args, err)
	}
	return strings.TrimSpace(string(out))
}

// withDunst starts an X server and the real dunst.
func (b *testBus) withDunst() {
	b.t.Helper()
	b.withDisplay()
	b.background(program(b.t, "dunst", "dunst"), "-conf", os.DevNull)
	b.awaitOwner(fdoInterface)
}

// background runs a program until the test ends.
func (b *testBus) background(path string, args ...string) {
	b.t.Helper()
	cmd := exec.Command(path, args...)
	cmd.Env = b.env
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

func (b *testBus) withDisplay() {
	b.t.Helper()
	xvfb := exec.Command(program(b.t, "Xvfb", "xvfb"), "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "640x480x24")
	display, _ := launch(b.t, b.env, xvfb)
	b.env = append(b.env, "DISPLAY=:"+display)
}
