package export

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestEveryFieldIsDescribed keeps docs/export.md the same as the lines.
func TestEveryFieldIsDescribed(t *testing.T) {
	text, err := os.ReadFile("../../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	for heading, line := range map[string]any{
		"client": clientLine{}, "checkIn": checkInLine{}, "rule": ruleLine{}, "item": itemLine{}, "arrival": arrivalLine{},
		"run": runLine{}, "shield": shieldLine{}, "gap": gapLine{}, "act": actLine{}, "session": sessionLine{}, "meeting": meetingLine{}, "setting": settingLine{},
	} {
		_, section, found := strings.Cut(string(text), "\n## "+heading+"\n")
		if !found {
			t.Errorf("nothing is said of %s", heading)
		}
		section, _, _ = strings.Cut(section, "\n## ")
		fields := []reflect.Type{reflect.TypeOf(line)}
		if heading == "rule" {
			fields = append(fields, reflect.TypeFor[shieldRuleLine]())
		}
		for _, of := range fields {
			for i := range of.NumField() {
				name := of.Field(i).Tag.Get("json")
				if name != "type" && !strings.Contains(section, "`"+name+"`") {
					t.Errorf("of %s the field %s is not described", heading, name)
				}
			}
		}
	}
}
