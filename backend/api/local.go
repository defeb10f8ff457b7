package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
)

func (a *API) registerLocal(api huma.API) {
	get(api, "inbound", "/inbound", "Where scripts on this machine may put arrivals in, and where their secret lies", a.inbound)
	change(api, http.MethodPost, "open-sample", "/sample/open", "Run the sample data in a profile of their own, and open them", a.openSample)
	change(api, http.MethodPost, "end-sample", "/sample/end", "End the core, which must be one of sample data", a.endSample)
}

func (a *API) inbound(ctx context.Context, _ *struct{}) (*answer[wire.Inbound], error) {
	settings, err := a.core.Queue.Settings(ctx)
	inbound := wire.Inbound{Address: settings.Inbound, SecretFile: a.core.Profile().Secret()}
	return &answer[wire.Inbound]{Body: inbound}, err
}

type openSampleInput struct {
	Body struct {
		Window bool `json:"window,omitempty" doc:"In a window; without it a link for a browser is given"`
	}
}

func (a *API) openSample(ctx context.Context, input *openSampleInput) (*answer[wire.Sample], error) {
	link, err := a.core.OpenSample(ctx, input.Body.Window)
	return &answer[wire.Sample]{Body: wire.Sample{Link: link}}, err
}

func (a *API) endSample(context.Context, *struct{}) (*answer[wire.Sample], error) {
	if !a.core.Sample() {
		return nil, fault.New(fault.Conflict, "These are no sample data: they stay.")
	}
	a.core.Quit()
	return &answer[wire.Sample]{}, nil
}
