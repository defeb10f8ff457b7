package queue

import "sluice/backend/fault"

// Keys are the keys that the user chose for actions of the interface: by the action's name, each a key
// ("e", "Mod+k") or two after one another ("g q"). The core keeps them and knows no action.
type Keys map[string][]string

// More than anybody would choose: what is kept here is asked for with every change.
const (
	mostActions   = 200
	mostKeys      = 6
	longestName   = 60 // bytes, of an action or of its keys
	tooManyOrLong = "These are more or longer keys than an interface can have."
)

// check refuses what no interface could have chosen.
func (k Keys) check() error {
	if len(k) > mostActions {
		return fault.New(fault.Invalid, tooManyOrLong)
	}
	for action, keys := range k {
		if action == "" || len(action) > longestName || len(keys) > mostKeys {
			return fault.New(fault.Invalid, tooManyOrLong)
		}
		for _, each := range keys {
			if each == "" || len(each) > longestName {
				return fault.New(fault.Invalid, tooManyOrLong)
			}
		}
	}
	return nil
}
