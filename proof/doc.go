// Package proof tries the built programs as a user meets them: the core, the command line and the
// window from build/bin, on a private desktop with a real X server, session bus, window manager and
// notification daemon. `make proof` builds them and runs it; pictures and logs stay in build/out.
//
// The desktop is package desk. A proof reads like this:
//
//	d := desk.New(t)                        // Xvfb, dbus-daemon, openbox, dunst; own HOME; gone with the test
//	c := d.Core()                           // sluice core, ready
//	d.Notify("Ana", "The server is down")   // as any program does
//	var receipt struct{ Lost int }
//	c.JSON(&receipt, "receipt")             // sluice receipt --json
//	d.Eventually("the notification is captured", func() bool { … })
//	c.Kill(); c.Start()                     // a crash, and on again in the same profile
//	w := d.Window()                         // sluice-window, shown
//	d.Keys("j", "e"); d.Shot("after-done")  // keys to the window in front; build/out/<test>-after-done.png
//	a := d.Access()                         // before the window: what a screen reader is told
//	part, there := a.Screen().Find("list item", "Acme.") // roles and names of what is on the screen
//
// Nothing sleeps: what has no event is asked again and again by Eventually until it is true, and the
// test fails with the sentence given when it never is.
package proof
