package app

import (
	"strings"
	"testing"
)

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
