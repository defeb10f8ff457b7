//go:build platforms

package platforms

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The ordinary user of the clean Debian.
const (
	ana     = 1000
	anaHome = "/home/ana"
)

// debian is a clean Debian in a folder, entered by chroot.
type debian struct {
	*testing.T
	root string
}

func newDebian(t *testing.T) *debian {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root, to install packages in a Debian of its own")
	}
	d := &debian{T: t, root: t.TempDir()}
	run(t, "tar", "-xf", one(t, "build/out/platforms/clean.tar"), "-C", d.root)
	// Of its own, so that nothing is left mounted, however this ends.
	err := syscall.Mount("proc", filepath.Join(d.root, "proc"), "proc", 0, "")
	if errors.Is(err, syscall.EPERM) {
		t.Skip("this container lets nobody mount /proc (CAP_SYS_ADMIN), without which no program runs in a Debian of its own")
	}
	must(t, err)
	t.Cleanup(func() { must(t, syscall.Unmount(filepath.Join(d.root, "proc"), syscall.MNT_DETACH)) })
	for _, name := range []string{"/etc/resolv.conf", "/etc/hosts"} {
		content, err := os.ReadFile(name)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(d.root, name), content, 0o644))
	}
	for dir, mode := range map[string]fs.FileMode{anaHome: 0o755, "/run/user/1000": 0o700} {
		must(t, os.MkdirAll(filepath.Join(d.root, dir), mode))
		must(t, os.Chown(filepath.Join(d.root, dir), ana, ana))
	}
	return d
}

// apt installs or removes, and gives what was said. It asks nothing.
func (d *debian) apt(args ...string) string {
	d.Helper()
	cmd := exec.CommandContext(d.Context(), "/usr/bin/apt-get", append([]string{"-y", "-q", "--no-install-recommends"}, args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: d.root}
	cmd.Dir = "/"
	cmd.Env = append(proxies(), "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8")
	output, err := cmd.CombinedOutput()
	if err != nil {
		d.Fatalf("apt-get %s: %v\n%s", strings.Join(args, " "), err, output)
	}
	return string(output)
}

// proxies are the machine's own ways to the mirror.
func proxies() (env []string) {
	for _, each := range os.Environ() {
		if name, _, _ := strings.Cut(each, "="); strings.HasSuffix(strings.ToLower(name), "_proxy") {
			env = append(env, each)
		}
	}
	return env
}

// put copies a package in.
func (d *debian) put(name string) string {
	d.Helper()
	content, err := os.ReadFile(one(d.T, "build/out/platforms/"+name))
	must(d.T, err)
	must(d.T, os.WriteFile(filepath.Join(d.root, "tmp", name), content, 0o644))
	return "/tmp/" + name
}

func (d *debian) sluice(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(d.Context(), "/usr/bin/sluice", args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: d.root, Credential: &syscall.Credential{Uid: ana, Gid: ana}}
	cmd.Dir = anaHome
	// In the evening no check-in of the proposed plan falls due meanwhile.
	cmd.Env = []string{"PATH=/usr/bin:/bin", "HOME=" + anaHome, "XDG_RUNTIME_DIR=/run/user/1000", "LC_ALL=C.UTF-8", "TZ=" + evening(time.Now())}
	return cmd
}

// evening is a zone in which it is between eight and nine in the evening.
func evening(now time.Time) string {
	ahead := 20 - now.UTC().Hour()
	if ahead > 12 {
		ahead -= 24
	}
	return fmt.Sprintf("Etc/GMT%+d", -ahead) // its sign says how far Greenwich is
}

// says runs a command as the user, which must succeed.
func (d *debian) says(args ...string) string {
	d.Helper()
	output, err := d.sluice(args...).CombinedOutput()
	if err != nil {
		d.Fatalf("sluice %s: %v\n%s", strings.Join(args, " "), err, output)
	}
	return string(output)
}

// core starts the core and returns when it says that it is ready; stop ends it as a session's end does.
func (d *debian) core() (stop func()) {
	d.Helper()
	cmd := d.sluice("core")
	words, err := cmd.StdoutPipe()
	must(d.T, err)
	must(d.T, cmd.Start())
	line, err := bufio.NewReader(words).ReadString('\n')
	if err != nil || !strings.Contains(line, "is running") {
		d.Fatalf("the core said %q, %v\n%s", line, err, read(d.T, filepath.Join(d.root, anaHome, ".local/share/sluice/sluice.log")))
	}
	return func() {
		d.Helper()
		must(d.T, cmd.Process.Signal(syscall.SIGTERM))
		must(d.T, cmd.Wait())
	}
}

// renew asks the core to look whether its program was replaced, as a newer window does, and waits for
// the one that comes.
func (d *debian) renew(want string) {
	d.Helper()
	socket, err := filepath.Glob(filepath.Join(d.root, "run/user/1000/sluice-*.sock"))
	if err != nil || len(socket) != 1 {
		d.Fatalf("sockets: %v, %v", socket, err)
	}
	web := http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", socket[0])
	}}}
	response, err := web.Post("http://core/api/v1/renew", "application/json", strings.NewReader("{}"))
	must(d.T, err)
	must(d.T, response.Body.Close())
	again, tooLong := time.NewTicker(100*time.Millisecond), time.After(time.Minute)
	defer again.Stop()
	for {
		output, err := d.sluice("--json", "status").Output()
		if err == nil && strings.Contains(string(output), `"version": "`+want+`"`) {
			return
		}
		select {
		case <-again.C: // it is away for a moment, and tells nobody when it is back
		case <-tooLong:
			d.Fatalf("after a minute the core is not %s: %s, %v", want, output, err)
		}
	}
}

func (d *debian) has(path string) bool {
	_, err := os.Lstat(filepath.Join(d.root, path))
	return err == nil
}

// TestDebian is the life of an installation: installed in a clean Debian, used by an ordinary user,
// upgraded while the core runs, not to be downgraded, removed.
func TestDebian(t *testing.T) {
	d := newDebian(t)
	older, newer := d.put("older.deb"), d.put("newer.deb")
	d.apt("install", older)
	d.nothingUnasked()

	stop := d.core()
	d.says("add", "Invoice for Acme")
	wantIn(t, d.says("status"), "0 items in the queue, 1 held")
	wantIn(t, d.says("queue"), "Nothing is waiting for you")
	d.says("checkin", "now")
	wantIn(t, d.says("queue"), "Invoice for Acme")
	d.says("done", "1")
	d.says("add", "Still to do")

	d.apt("install", newer)
	d.renew("1.1.0")
	wantIn(t, d.says("status"), "1 held")
	wantIn(t, d.says("queue", "--state", "done"), "Invoice for Acme")
	wantIn(t, d.says("receipt"), "2 arrivals: 1 delivered, 1 held", "Lost: 0")
	findings, _ := d.sluice("doctor").CombinedOutput() // without a session bus it has one finding, and fails
	wantIn(t, string(findings), "database is sound", "nothing is lost", "Items, arrivals and the door agree")
	stop()

	d.apt("install", "--allow-downgrades", older)
	refusal, err := d.sluice("core").CombinedOutput()
	if err == nil {
		t.Error("an older version took a newer database")
	}
	wantIn(t, string(refusal), "was written by a newer version of Sluice. Install that version again")
	d.apt("install", newer)
	stop = d.core()
	wantIn(t, d.says("queue", "--state", "done"), "Invoice for Acme")
	stop()

	wantIn(t, d.apt("remove", "sluice"), "Each user's data stay in ~/.local/share/sluice")
	if d.has("/usr/bin/sluice") || !d.has(anaHome+"/.local/share/sluice/sluice.db") {
		t.Error("removing leaves the program, or takes the data")
	}
	wantIn(t, d.apt("purge", "sluice"), "")
	if !d.has(anaHome + "/.local/share/sluice/sluice.db") {
		t.Error("purging takes the data")
	}
}

// nothingUnasked looks that the package brings what it needs, and starts, enables or changes nothing.
func (d *debian) nothingUnasked() {
	d.Helper()
	libraries := exec.CommandContext(d.Context(), "/usr/bin/ldd", "/usr/bin/sluice-window")
	libraries.SysProcAttr = &syscall.SysProcAttr{Chroot: d.root}
	linked, err := libraries.CombinedOutput()
	if err != nil || strings.Contains(string(linked), "not found") || !strings.Contains(string(linked), "libwebkit2gtk-4.1") {
		d.Errorf("the window's libraries: %v\n%s", err, linked)
	}
	for _, folder := range []string{"/etc/xdg/autostart", "/usr/lib/systemd/user", "/lib/systemd/system", "/etc/systemd", "/etc/init.d"} {
		found, err := filepath.Glob(filepath.Join(d.root, folder, "*sluice*"))
		if err != nil || len(found) > 0 {
			d.Errorf("in %s lies %v, %v", folder, found, err)
		}
	}
	wantIn(d.T, d.says("--version"), "1.0.0")
	status := d.sluice("status")
	if output, err := status.CombinedOutput(); err == nil || status.ProcessState.ExitCode() != 3 {
		d.Errorf("a core runs that nobody started: %v\n%s", err, output)
	}
}
