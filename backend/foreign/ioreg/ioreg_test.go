package ioreg

import (
	"testing"
	"time"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`

// Written after what ioreg -a prints; none of it was taken from a running system.
const (
	hid = head + `<array><dict>
	<key>HIDIdleTime</key><integer>5735000000</integer>
	<key>HIDParameters</key><dict><key>HIDClickTime</key><integer>500000000</integer></dict>
	<key>IOClass</key><string>IOHIDSystem</string>
</dict></array></plist>`
	locked = head + `<dict><key>IOConsoleLocked</key><true/><key>IOConsoleUsers</key><array>
	<dict><key>kCGSSessionUserIDKey</key><integer>502</integer></dict>
	<dict><key>CGSSessionScreenIsLocked</key><true/><key>kCGSSessionUserIDKey</key><integer>501</integer></dict>
</array></dict></plist>`
)

func TestIdle(t *testing.T) {
	if idle, known := Idle([]byte(hid)); !known || idle != 5735*time.Millisecond {
		t.Errorf("it is %v, known %v", idle, known)
	}
	for _, text := range []string{"", "no plist", head, head + "<array><dict></dict></array></plist>", head + "<dict/></plist>"} {
		if idle, known := Idle([]byte(text)); known {
			t.Errorf("%q gives %v", text, idle)
		}
	}
}

func TestLocked(t *testing.T) {
	for uid, want := range map[int][2]bool{501: {true, true}, 502: {false, true}, 503: {false, false}} {
		if is, known := Locked([]byte(locked), uid); is != want[0] || known != want[1] {
			t.Errorf("user %d: locked %v, known %v", uid, is, known)
		}
	}
}

func FuzzIoreg(f *testing.F) {
	f.Add([]byte(hid))
	f.Add([]byte(locked))
	f.Add([]byte("bplist00\xd1\x01\x02"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if idle, known := Idle(text); known && idle < 0 {
			t.Errorf("idle for %v", idle)
		}
		Locked(text, 501)
	})
}
