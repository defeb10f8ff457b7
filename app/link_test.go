package app

import (
	"strings"
	"testing"

	"sluice/backend/fault"
)

func TestLinksToTheWebAndToMailOnly(t *testing.T) {
	open := []string{
		"https://example.org/a~b;c(d)?q=1&r=%20#x!",
		"http://localhost:8080/",
		"HTTPS://EXAMPLE.ORG/",
		"mailto:ana@example.org?subject=Hello",
	}
	for _, address := range open {
		if _, err := allowed(address); err != nil {
			t.Errorf("%s is refused: %v", address, err)
		}
	}
	shut := []string{
		"", "example.org", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "slack://open",
		"wails://wails/", "http:", "https:///path", "mailto:", "https://exa mple.org", "\x00https://example.org",
		"https://example.org/\nfile:///etc/passwd", "--help", "vbscript:x", "ms-settings:",
	}
	for _, address := range shut {
		if link, err := allowed(address); err == nil {
			t.Errorf("%q is let through as %q", address, link)
		}
	}
	if _, err := allowed("slack://open"); fault.CodeOf(err) != fault.Denied {
		t.Errorf("another scheme gives %v, want %s", err, fault.Denied)
	}
}

func FuzzAllowed(f *testing.F) {
	f.Add("https://example.org/a b")
	f.Add("mailto:x")
	f.Fuzz(func(t *testing.T, address string) {
		link, err := allowed(address)
		if err != nil {
			return
		}
		if !strings.HasPrefix(link, "http://") && !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "mailto:") {
			t.Errorf("%q became %q", address, link)
		}
		if again, err := allowed(link); err != nil || again != link {
			t.Errorf("%q is not steady: %q, %v", link, again, err)
		}
		if strings.ContainsAny(link, "\x00\n\r") {
			t.Errorf("%q has control characters", link)
		}
	})
}

func TestASecondStartNamesItsItem(t *testing.T) {
	cases := map[string]Place{
		"":                            "",
		"--item 42":                   "item=42",
		"-item=7 --profile /p":        "item=7",
		"--capture":                   "capture",
		"--profile /p":                "",
		"--item x":                    "",
		"--unknown --item 3":          "",
		"--item 99999999999999999999": "",
		"sluice://item/9":             "item=9",
		"--profile /p sluice:capture": "capture",
		"sluice://done/9":             "",
		"-shell-events --item 3":      "item=3",
	}
	for args, want := range cases {
		if got := placeIn(strings.Fields(args)); got != want {
			t.Errorf("%q asks for %q, want %q", args, got, want)
		}
	}
}
