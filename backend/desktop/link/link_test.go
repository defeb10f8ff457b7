package link

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"sluice/backend/fault"
)

// TestMain is also the browser that the tests open links with: it writes its arguments down.
func TestMain(m *testing.M) {
	if told := os.Getenv("LINK_TEST_TELL"); told != "" {
		if err := os.WriteFile(told, []byte(strings.Join(os.Args[1:], "\n")), 0o600); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestLinksToTheWebAndToMailOnly(t *testing.T) {
	open := []string{
		"https://example.org/a~b;c(d)?q=1&r=%20#x!",
		"http://localhost:8080/",
		"HTTPS://EXAMPLE.ORG/",
		"mailto:ana@example.org?subject=Hello",
	}
	for _, address := range open {
		if _, err := Allowed(address); err != nil {
			t.Errorf("%s is refused: %v", address, err)
		}
	}
	shut := []string{
		"", "example.org", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "slack://open",
		"wails://wails/", "http:", "https:///path", "mailto:", "https://exa mple.org", "\x00https://example.org",
		"https://example.org/\nfile:///etc/passwd", "--help", "vbscript:x", "ms-settings:",
	}
	for _, address := range shut {
		if link, err := Allowed(address); err == nil {
			t.Errorf("%q is let through as %q", address, link)
		}
		if err := OpenWith(os.Args[0], address); err == nil {
			t.Errorf("%q was opened", address)
		}
	}
	if _, err := Allowed("slack://open"); fault.CodeOf(err) != fault.Denied {
		t.Errorf("another scheme gives %v, want %s", err, fault.Denied)
	}
}

func FuzzAllowed(f *testing.F) {
	f.Add("https://example.org/a b")
	f.Add("mailto:x")
	f.Fuzz(func(t *testing.T, address string) {
		link, err := Allowed(address)
		if err != nil {
			return
		}
		if again, err := Allowed(link); err != nil || again != link {
			t.Errorf("%q is not steady: %q, %v", link, again, err)
		}
		for _, link := range []string{link, plain(link)} {
			if !strings.HasPrefix(link, "http://") && !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "mailto:") {
				t.Errorf("%q became %q", address, link)
			}
			if strings.ContainsAny(link, "\x00\n\r") {
				t.Errorf("%q has control characters", link)
			}
		}
		if strings.ContainsAny(plain(link), " \"'`\\") {
			t.Errorf("%q could end an argument", plain(link))
		}
	})
}

// What a link says reaches the program as one argument, whatever it looks like to a shell.
func TestACommandGetsALinkAsItsLastArgument(t *testing.T) {
	told := filepath.Join(t.TempDir(), "told")
	t.Setenv("LINK_TEST_TELL", told)
	for link, want := range map[string]string{
		"https://example.org/a":                       "https://example.org/a",
		"https://example.org/$(touch x);`id`|cat&y":   "https://example.org/$%28touch%20x%29;%60id%60%7Ccat&y",
		`https://example.org/?q=" --private "x`:       "https://example.org/?q=%22%20--private%20%22x",
		`mailto:ana@example.org?subject=a b' -- "c\d`: "mailto:ana@example.org?subject=a%20b%27%20--%20%22c%5Cd",
	} {
		if err := OpenWith(`"`+os.Args[0]+`" -P 'two words' ""`, link); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(told)
		if err != nil {
			t.Fatal(err)
		}
		arguments := strings.Split(string(got), "\n")
		if len(arguments) != 4 || arguments[1] != "two words" || arguments[2] != "" || strings.ReplaceAll(strings.ReplaceAll(arguments[3], "(", "%28"), ")", "%29") != want {
			t.Errorf("%s was handed on as %q, want %s", link, arguments, want)
		}
	}
}

func TestACommandThatIsNoneSaysSo(t *testing.T) {
	for command, want := range map[string]fault.Code{
		"":                            fault.Invalid,
		"   ":                         fault.Invalid,
		"firefox -P 'acme":            fault.Invalid,
		"''":                          fault.Invalid,
		"no-such-browser-at-all":      fault.Unsupported,
		"cmd /c start":                fault.Denied,
		`C:\Windows\CMD.EXE /c`:       fault.Denied,
		`"C:\my tools\open.bat" x`:    fault.Denied,
		"open.cmd. ":                  fault.Denied,
		"powershell -c Start-Process": fault.Denied,
	} {
		if err := OpenWith(command, "https://example.org/"); fault.CodeOf(err) != want {
			t.Errorf("%q gives %v, want %s", command, err, want)
		}
	}
	if runtime.GOOS != "windows" {
		if err := OpenWith("false", "https://example.org/"); fault.CodeOf(err) != fault.Unsupported {
			t.Errorf("a command that fails gives %v", err)
		}
	}
}

func TestSplit(t *testing.T) {
	for command, want := range map[string][]string{
		"firefox -P acme":                       {"firefox", "-P", "acme"},
		"  firefox\t-P  'two words' ":           {"firefox", "-P", "two words"},
		`"C:\Program Files\x.exe" --a="b c"`:    {`C:\Program Files\x.exe`, "--a=b c"},
		`open -a "Google Chrome" '' --args 'a'`: {"open", "-a", "Google Chrome", "", "--args", "a"},
	} {
		if got, err := Split(command); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s is cut into %q, %v", command, got, err)
		}
	}
}
