package dnd

// The profiles of Windows' quiet hours.
const (
	unrestricted = "Microsoft.QuietHoursProfile.Unrestricted"
	priorityOnly = "Microsoft.QuietHoursProfile.PriorityOnly"
	alarmsOnly   = "Microsoft.QuietHoursProfile.AlarmsOnly"
)

// profileOf is what a profile means for the guard: none was ever chosen, or one that withholds. The one
// that lets only alarms through withholds more than ours, and counts as on.
func profileOf(name string) string {
	switch name {
	case "":
		return absent
	case alarmsOnly:
		return priorityOnly
	}
	return name
}
