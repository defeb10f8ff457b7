package api

import (
	"context"

	"sluice/backend/desktop/dnd"
	"sluice/backend/desktop/prefs"
)

type pageInput struct {
	Page string `path:"page" enum:"notifications,access,shortcuts" doc:"Notifications: Do Not Disturb. Access: which programs may see the notifications of others. Shortcuts: a new one, on macOS"`
}

type openedPage struct {
	Page string `json:"page" doc:"What is shown now"`
}

func (a *API) openPage(_ context.Context, input *pageInput) (*answer[openedPage], error) {
	return &answer[openedPage]{Body: openedPage{Page: input.Page}}, prefs.Open(prefs.Page(input.Page))
}

// pagesFor are the pages where the user can see to silence himself: none while it is certain or not wanted.
func pagesFor(s dnd.State) []string {
	wanted := []prefs.Page{}
	switch s.Verdict {
	case dnd.Asked:
		if s.Backend == "macos" { // reading back needs it
			wanted = append(wanted, prefs.Access)
		}
		wanted = append(wanted, prefs.Notifications)
	case dnd.Impossible:
		wanted = append(wanted, prefs.Shortcuts, prefs.Notifications)
	case dnd.Confirmed, dnd.Off:
	}
	pages := []string{}
	for _, page := range wanted {
		if prefs.Has(page) {
			pages = append(pages, string(page))
		}
	}
	return pages
}

// needAccess are the troubles of desktop/capture that the user ends by allowing it.
var needAccess = map[string]bool{"disk_access": true, "listener_denied": true, "centre_denied": true}

// pageAgainst is the page where a trouble can be mended; empty: there is none here.
func pageAgainst(code string) string {
	if needAccess[code] && prefs.Has(prefs.Access) {
		return string(prefs.Access)
	}
	return ""
}
