package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/desktop/autostart"
)

func (a *API) registerSystem(api huma.API) {
	get(api, "autostart", "/autostart", "Whether Sluice starts when you sign in, by what the system holds", a.autostart)
	change(api, http.MethodPut, "set-autostart", "/autostart", "Have Sluice start when you sign in, or no more", a.setAutostart)
	change(api, http.MethodPost, "open-page", "/system/pages/{page}", "Show the user a page of the system's own settings", a.openPage)
	get(api, "next-events", "/events/next", "What changed since a call before, for those who cannot read a stream; waits for up to 25 seconds", a.nextEvents)
}

func (a *API) autostart(context.Context, *struct{}) (*answer[wire.Autostart], error) {
	s, err := a.core.Autostart()
	return &answer[wire.Autostart]{Body: autostartOf(s)}, err
}

type autostartInput struct {
	Body struct {
		On bool `json:"on"`
	}
}

func (a *API) setAutostart(_ context.Context, input *autostartInput) (*answer[wire.Autostart], error) {
	s, err := a.core.SetAutostart(input.Body.On)
	return &answer[wire.Autostart]{Body: autostartOf(s)}, err
}

func autostartOf(s autostart.State) wire.Autostart {
	return wire.Autostart{On: s.On, Program: s.Program, Sentence: s.Sentence}
}
