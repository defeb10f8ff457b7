// Package api is the HTTP API of the core, described by OpenAPI, and the interface's door to it. It
// says how things are asked for; what happens is the business of the core and the queue.
package api

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"sluice/backend/core"
	"sluice/backend/fault"
)

// maxBody is how much a request may carry: a thousand arrivals of a few kilobytes.
const maxBody = 8 << 20

const bodyTooLong = "A request carries at most 8 MB."

// API answers for one core.
type API struct {
	core    *core.Core
	version string
}

// New gives the handler of everything: the API under /api/v1, its description under /openapi.json,
// and the interface's files under /.
func New(c *core.Core, version string, interfaceFiles fs.FS) http.Handler {
	mux := http.NewServeMux()
	a := &API{core: c, version: version}
	a.describe(mux)
	mux.Handle("/api/", unknown(mux))
	mux.Handle("/", a.interfaceHandler(interfaceFiles, mux))
	return headers(limit(a.once(mux)))
}

// describe registers every operation and gives their description.
func (a *API) describe(mux *http.ServeMux) *huma.OpenAPI {
	problems()
	config := huma.DefaultConfig("Sluice", "1")
	config.Info.Description = "What wants your attention, held until your check-ins. " +
		"Send an Idempotency-Key with whatever changes something: the same key twice is once, and is answered " +
		"as the first time. Where that answer was lost, since the core ended right after the act, it is refused " +
		"with the code acted: it was done, and is not done again. Then look at how things stand."
	config.DocsPath = ""
	config.SchemasPath = ""
	config.OpenAPIPath = "/openapi"
	config.Transformers = append(config.Transformers, a.veil)
	config.CreateHooks = nil // no links to schemas in every answer
	config.Formats = map[string]huma.Format{"application/json": written, "json": written}
	served := humago.New(mux, config)
	a.registerStatus(served)
	a.registerQueue(served)
	a.registerList(served)
	a.registerTriage(served)
	a.registerRecords(served)
	a.registerViews(served)
	a.registerClients(served)
	a.registerApps(served)
	a.registerTemplates(served)
	a.registerTry(served)
	a.registerSwitch(served)
	a.registerInsights(served)
	a.registerPlan(served)
	a.registerBackups(served)
	a.registerShields(served)
	a.registerSessions(served)
	a.registerTime(served)
	a.registerSources(served)
	a.registerLocal(served)
	a.registerEvents(served)
	a.registerSystem(served)
	a.registerCall(served)
	return served.OpenAPI()
}

// written is JSON as Huma writes it, but that who asked may hang up in the midst of it: Huma takes an
// answer that cannot be written for a fault of ours, and panics.
var written = huma.Format{
	Marshal: func(w io.Writer, answer any) error {
		return huma.DefaultJSONFormat.Marshal(deaf{w}, answer)
	},
	Unmarshal: huma.DefaultJSONFormat.Unmarshal,
}

// deaf writes, and does not mind where nobody reads any more.
type deaf struct{ to io.Writer }

func (d deaf) Write(text []byte) (int, error) {
	_, _ = d.to.Write(text)
	return len(text), nil
}

// Description gives the OpenAPI description of the API as readable JSON.
func Description() ([]byte, error) {
	text, err := (&API{version: "1"}).describe(http.NewServeMux()).MarshalJSON()
	if err != nil {
		return nil, err
	}
	var readable bytes.Buffer
	err = json.Indent(&readable, text, "", "  ")
	return append(readable.Bytes(), '\n'), err
}

// unknown answers for what is asked of the API under a path, or in a way, that it does not know.
func unknown(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != "/api/" {
				w.Header().Set("Allow", method)
				refuse(w, http.StatusMethodNotAllowed, fault.Invalid, "This path is asked with "+method+", not with "+r.Method+".")
				return
			}
		}
		refuse(w, http.StatusNotFound, fault.NotFound, "The API has no such path; /openapi.json describes it.")
	})
}

// limit refuses a body that is too long: before it is read where its length is told, else once it is
// read so far.
func limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > maxBody {
			w.Header().Set("Connection", "close") // what is still on its way is not read
			refuse(w, http.StatusRequestEntityTooLarge, fault.TooLarge, bodyTooLong)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}
