package shortcut

import (
	"testing"

	"sluice/backend/fault"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"Ctrl+Alt+N": "Ctrl+Alt+N", " shift + ctrl+ n": "Ctrl+Shift+N", "win+space": "Super+Space", "F9": "F9", "Shift+f12": "Shift+F12",
		"alt+7": "Alt+7", "cmd+option+F1": "Alt+Super+F1",
	} {
		k, err := Parse(text)
		if err != nil || k.String() != want {
			t.Errorf("%q is %q, %v", text, k, err)
		}
		if again, err := Parse(k.String()); err != nil || again != k {
			t.Errorf("%q is read back as %+v, %v", k, again, err)
		}
	}
	for _, text := range []string{"", "N", "Shift+N", "F", "Shift+F", "Ctrl+", "Ctrl", "Hyper+N", "Ctrl+F13", "Ctrl+ä", "Ctrl+NN", "+", "Space"} {
		if k, err := Parse(text); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q is %+v, %v", text, k, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Ctrl+Alt+N")
	f.Add("shift+F1")
	f.Fuzz(func(t *testing.T, text string) {
		k, err := Parse(text)
		if err != nil {
			return
		}
		if again, err := Parse(k.String()); err != nil || again != k {
			t.Errorf("%+v is read back as %+v, %v", k, again, err)
		}
	})
}
