package address

import (
	"testing"

	"sluice/backend/fault"
)

func TestParse(t *testing.T) {
	for link, want := range map[string]Place{
		"sluice://item/5": {Item: 5}, "sluice:item/5": {Item: 5}, "sluice:///item/5/": {Item: 5}, "SLUICE://item/5": {Item: 5},
		"sluice://capture": {Capture: true}, "sluice://capture/": {Capture: true}, "sluice://": {}, "sluice:": {},
	} {
		if got, err := Parse(link); err != nil || got != want {
			t.Errorf("%s leads to %+v, %v", link, got, err)
		}
	}
	for _, link := range []string{
		"", "item/5", "https://item/5", "sluice://item/-5", "sluice://item/0", "sluice://item/5/done", "sluice://done/5",
		"sluice://item/99999999999999999999", "sluice://item/5%", "sluice", "sluices://item/5",
	} {
		if got, err := Parse(link); fault.CodeOf(err) != fault.Invalid || got != (Place{}) {
			t.Errorf("%q leads to %+v, %v", link, got, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("sluice://item/5")
	f.Add("sluice:%2e%2e/item")
	f.Fuzz(func(t *testing.T, link string) {
		if place, err := Parse(link); place.Item < 0 || err != nil && place != (Place{}) {
			t.Errorf("it leads to %+v, %v", place, err)
		}
	})
}
