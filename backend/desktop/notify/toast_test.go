package notify

import "testing"

func TestToast(t *testing.T) {
	got, err := toastOf(Message{Title: `A & <b> "x"`, Body: "one\ntwo", Action: "Open", Urgent: true, Group: "item/5 & more"})
	if err != nil {
		t.Fatal(err)
	}
	const want = `<toast launch="group=item%2F5+%26+more" scenario="urgent"><visual><binding template="ToastGeneric">` +
		`<text>A &amp; &lt;b&gt; &#34;x&#34;</text><text>one&#xA;two</text></binding></visual>` +
		`<actions><action content="Open" arguments="group=item%2F5+%26+more"></action></actions></toast>`
	if got != want {
		t.Errorf("it is %s", got)
	}
	if plain, _ := toastOf(Message{Title: "A"}); plain != `<toast launch="group="><visual><binding template="ToastGeneric"><text>A</text></binding></visual></toast>` {
		t.Errorf("the plain one is %s", plain)
	}
}

func TestWhatAClickHandsBack(t *testing.T) {
	for _, group := range []string{"", "item/5", "a&b=c", "ü"} {
		if got, ours := groupIn(argumentsOf(group)); !ours || got != group {
			t.Errorf("%q comes back as %q, %v", group, got, ours)
		}
	}
	for _, other := range []string{"", "ms-settings:x", "%zz"} {
		if _, ours := groupIn(other); ours {
			t.Errorf("%q is taken for ours", other)
		}
	}
}

func TestHasShown(t *testing.T) {
	var w words
	w.keep(Message{Title: "Check-in", Body: "one\ntwo $5"})
	for _, c := range []struct {
		title, body string
		want        bool
	}{{"Check-in", "one two $5", true}, {"Check-in", "one\ntwo ＄5", true}, {"Check-in", "one", false}} {
		if got := w.has(c.title, c.body); got != c.want {
			t.Errorf("%q, %q: %v", c.title, c.body, got)
		}
	}
	for range lately {
		w.keep(Message{Title: "another"})
	}
	if w.has("Check-in", "one two $5") {
		t.Error("it is kept for ever")
	}
}
