// Package icaltime reads the times of iCalendar: in zones of the world, of Windows and of a calendar's own.
package icaltime

import (
	"strings"
	"time"

	"github.com/emersion/go-ical"
)

// Zones finds the zones that a calendar names. Names are IANA's, Windows', or the calendar's own.
type Zones struct {
	floating *time.Location // of times without a zone
	own      map[string]*time.Location
}

// Of reads the zones that a calendar defines itself; floating is that of times without one. Such a definition counts only where its name
// says nothing: the system knows the rules of the zones of the world better.
func Of(cal *ical.Calendar, floating *time.Location) Zones {
	z := Zones{floating: floating, own: map[string]*time.Location{}}
	for _, child := range cal.Children {
		if child.Name != ical.CompTimezone {
			continue
		}
		id, _ := child.Props.Text(ical.PropTimezoneID)
		if known, _ := child.Props.Text("X-LIC-LOCATION"); known != "" {
			if zone, err := time.LoadLocation(known); err == nil {
				z.own[id] = zone
				continue
			}
		}
		z.own[id] = fixed(child, floating)
	}
	return z
}

// fixed gives a zone of a calendar's own its standard offset. Its rules for summer are not followed:
// a name that says nothing, with summer time, has not been seen.
func fixed(zone *ical.Component, otherwise *time.Location) *time.Location {
	for _, part := range zone.Children {
		if part.Name != ical.CompTimezoneStandard {
			continue
		}
		if offset := part.Props.Get(ical.PropTimezoneOffsetTo); offset != nil {
			if at, err := time.Parse("-0700", offset.Value); err == nil {
				_, seconds := at.Zone()
				return time.FixedZone("", seconds)
			}
		}
	}
	return otherwise
}

// Find gives a zone by its name; that of times without one where the name says nothing.
func (z Zones) Find(id string) *time.Location {
	id = strings.Trim(id, `" `)
	for _, name := range []string{id, ianaOf[id], ending(id)} {
		if name == "" || name == "Local" {
			continue
		}
		if zone, err := time.LoadLocation(name); err == nil {
			return zone
		}
	}
	if zone, defined := z.own[id]; defined {
		return zone
	}
	return z.floating
}

// ending gives the IANA name at the end of a path: of
// "/freeassociation.sourceforge.net/Europe/Berlin" it is "Europe/Berlin".
func ending(id string) string {
	parts := strings.Split(id, "/")
	if len(parts) < 3 {
		return ""
	}
	return strings.Join(parts[len(parts)-2:], "/")
}

// ianaOf are Windows' names of zones, as Outlook and Exchange write them, after Unicode's CLDR
// (windowsZones, territory 001).
var ianaOf = map[string]string{
	"AUS Central Standard Time":       "Australia/Darwin",
	"AUS Eastern Standard Time":       "Australia/Sydney",
	"Alaskan Standard Time":           "America/Anchorage",
	"Arab Standard Time":              "Asia/Riyadh",
	"Arabian Standard Time":           "Asia/Dubai",
	"Arabic Standard Time":            "Asia/Baghdad",
	"Argentina Standard Time":         "America/Buenos_Aires",
	"Atlantic Standard Time":          "America/Halifax",
	"Azerbaijan Standard Time":        "Asia/Baku",
	"Bangladesh Standard Time":        "Asia/Dhaka",
	"Belarus Standard Time":           "Europe/Minsk",
	"Canada Central Standard Time":    "America/Regina",
	"Caucasus Standard Time":          "Asia/Yerevan",
	"Cen. Australia Standard Time":    "Australia/Adelaide",
	"Central America Standard Time":   "America/Guatemala",
	"Central Asia Standard Time":      "Asia/Almaty",
	"Central Brazilian Standard Time": "America/Cuiaba",
	"Central Europe Standard Time":    "Europe/Budapest",
	"Central European Standard Time":  "Europe/Warsaw",
	"Central Standard Time":           "America/Chicago",
	"Central Standard Time (Mexico)":  "America/Mexico_City",
	"China Standard Time":             "Asia/Shanghai",
	"E. Africa Standard Time":         "Africa/Nairobi",
	"E. Australia Standard Time":      "Australia/Brisbane",
	"E. Europe Standard Time":         "Europe/Chisinau",
	"E. South America Standard Time":  "America/Sao_Paulo",
	"Eastern Standard Time":           "America/New_York",
	"Egypt Standard Time":             "Africa/Cairo",
	"FLE Standard Time":               "Europe/Kiev",
	"GMT Standard Time":               "Europe/London",
	"GTB Standard Time":               "Europe/Bucharest",
	"Georgian Standard Time":          "Asia/Tbilisi",
	"Greenwich Standard Time":         "Atlantic/Reykjavik",
	"Hawaiian Standard Time":          "Pacific/Honolulu",
	"India Standard Time":             "Asia/Calcutta",
	"Iran Standard Time":              "Asia/Tehran",
	"Israel Standard Time":            "Asia/Jerusalem",
	"Jordan Standard Time":            "Asia/Amman",
	"Kaliningrad Standard Time":       "Europe/Kaliningrad",
	"Korea Standard Time":             "Asia/Seoul",
	"Middle East Standard Time":       "Asia/Beirut",
	"Morocco Standard Time":           "Africa/Casablanca",
	"Mountain Standard Time":          "America/Denver",
	"Myanmar Standard Time":           "Asia/Rangoon",
	"Nepal Standard Time":             "Asia/Katmandu",
	"New Zealand Standard Time":       "Pacific/Auckland",
	"Newfoundland Standard Time":      "America/St_Johns",
	"Pacific SA Standard Time":        "America/Santiago",
	"Pacific Standard Time":           "America/Los_Angeles",
	"Pakistan Standard Time":          "Asia/Karachi",
	"Romance Standard Time":           "Europe/Paris",
	"Russian Standard Time":           "Europe/Moscow",
	"SA Eastern Standard Time":        "America/Cayenne",
	"SA Pacific Standard Time":        "America/Bogota",
	"SA Western Standard Time":        "America/La_Paz",
	"SE Asia Standard Time":           "Asia/Bangkok",
	"Singapore Standard Time":         "Asia/Singapore",
	"South Africa Standard Time":      "Africa/Johannesburg",
	"Sri Lanka Standard Time":         "Asia/Colombo",
	"Syria Standard Time":             "Asia/Damascus",
	"Taipei Standard Time":            "Asia/Taipei",
	"Tokyo Standard Time":             "Asia/Tokyo",
	"Turkey Standard Time":            "Europe/Istanbul",
	"US Eastern Standard Time":        "America/Indianapolis",
	"US Mountain Standard Time":       "America/Phoenix",
	"UTC":                             "UTC",
	"Ulaanbaatar Standard Time":       "Asia/Ulaanbaatar",
	"Venezuela Standard Time":         "America/Caracas",
	"W. Australia Standard Time":      "Australia/Perth",
	"W. Central Africa Standard Time": "Africa/Lagos",
	"W. Europe Standard Time":         "Europe/Berlin",
	"West Asia Standard Time":         "Asia/Tashkent",
	"West Pacific Standard Time":      "Pacific/Port_Moresby",
}
