package sourcetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Description is a service's own description of its API: OpenAPI 3 or Swagger 2, in JSON. It is checked
// operation by operation, since the whole of such documents seldom keeps to the rules.
type Description struct {
	whole map[string]any
	base  string // what stands before all paths: "/api"
	known []string
}

// Except passes over a complaint: where a service is known to take what its description does not. The
// caller says why.
func (d *Description) Except(complaint string) *Description {
	d.known = append(d.known, complaint)
	return d
}

// Described loads a description from the folder that SLUICE_SPECS names, else from shared/specs beside
// the repository. Where there is none the test is skipped.
func Described(t testing.TB, file string) *Description {
	t.Helper()
	folder := os.Getenv("SLUICE_SPECS")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "specs")
	}
	path := filepath.Join(folder, file)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the description %s is not here; SLUICE_SPECS names the folder with it", file)
	}
	return LoadDescription(t, path)
}

// LoadDescription loads a description from a file that is there.
func LoadDescription(t testing.TB, path string) *Description {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := &Description{}
	if err := json.Unmarshal(text, &d.whole); err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	d.base, _ = d.whole["basePath"].(string)
	if servers, _ := d.whole["servers"].([]any); len(servers) > 0 {
		address, err := url.Parse(textOf(servers[0], "url"))
		if err == nil {
			d.base = address.Path
		}
	}
	d.base = strings.TrimSuffix(d.base, "/")
	return d
}

// Checks gives the handler with every request checked before it is answered: there is such a path and
// method, what is required is given, no query parameter and no field of the body is unknown, and all have
// the type that they should.
func (d *Description) Checks(t testing.TB, next http.Handler) http.Handler {
	t.Helper()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, complaint := range d.complaints(r) {
			complaint = fmt.Sprintf("%s %s: %s", r.Method, r.URL.Path, complaint)
			if !slices.Contains(d.known, complaint) {
				t.Error(complaint)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// Answers gives a service that answers each operation with the example that the description has of it.
// What has none goes to other; where that is nil the test fails.
func (d *Description) Answers(t testing.TB, other http.Handler) http.Handler {
	t.Helper()
	return d.Checks(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if example, has := d.Example(r.Method, r.URL.Path); has {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(example)
			return
		}
		if other == nil {
			t.Errorf("%s %s has no example", r.Method, r.URL.Path)
			w.WriteHeader(http.StatusNotImplemented)
			return
		}
		other.ServeHTTP(w, r)
	}))
}

// Example gives the example of an operation's answer.
func (d *Description) Example(method, path string) (json.RawMessage, bool) {
	operation, found := d.operation(method, path)
	if !found {
		return nil, false
	}
	answers := object(operation.whole["responses"])
	for _, status := range []string{"200", "201", "202", "2XX", "default"} {
		answer := d.follow(object(answers[status]))
		content := object(object(answer["content"])["application/json"])
		for _, example := range []any{
			object(answer["examples"])["application/json"], content["example"], d.firstValue(content["examples"]),
			object(content["schema"])["example"], firstOf(object(content["schema"])["examples"]),
		} {
			if example != nil {
				text, err := json.Marshal(example)
				return text, err == nil
			}
		}
	}
	return nil, false
}

// operation is a path with a method, and the parameters of both.
type operation struct {
	whole      map[string]any
	parameters []map[string]any
}

func (d *Description) operation(method, path string) (found operation, ok bool) {
	path, isBelow := strings.CutPrefix(path, d.base)
	best := -1
	for template, item := range object(d.whole["paths"]) {
		literal, fits := fitting(template, path)
		whole := object(object(item)[strings.ToLower(method)])
		if !isBelow || !fits || len(whole) == 0 || literal <= best {
			continue
		}
		best, ok = literal, true
		found = operation{whole: whole}
		for _, list := range []any{object(item)["parameters"], whole["parameters"]} {
			for _, each := range array(list) {
				found.parameters = append(found.parameters, d.follow(object(each)))
			}
		}
	}
	return found, ok
}

// fitting says whether a path is one of a template's, and how many of its parts are literal.
func fitting(template, path string) (literal int, fits bool) {
	wants, has := strings.Split(template, "/"), strings.Split(strings.TrimSuffix(path, "/"), "/")
	if len(wants) != len(has) {
		return 0, false
	}
	for i, want := range wants {
		switch {
		case strings.Contains(want, "{") && has[i] != "":
		case want == has[i]:
			literal++
		default:
			return 0, false
		}
	}
	return literal, true
}

func (d *Description) complaints(r *http.Request) []string {
	operation, found := d.operation(r.Method, r.URL.Path)
	if !found {
		return []string{"there is no such operation"}
	}
	complaints := d.query(operation, r)
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return append(complaints, err.Error())
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return append(complaints, d.body(operation, r.Header.Get("Content-Type"), body)...)
}

// query checks parameters in the address and in headers. A token counts as given by the header that
// carries it.
func (d *Description) query(o operation, r *http.Request) (complaints []string) {
	known := map[string]map[string]any{}
	for _, parameter := range o.parameters {
		name, in := textOf(parameter, "name"), textOf(parameter, "in")
		var given bool
		switch in {
		case "query":
			known[name], known[name+"[]"] = parameter, parameter
			given = r.URL.Query().Has(name) || r.URL.Query().Has(name+"[]")
		case "header":
			given = r.Header.Get(name) != ""
		default:
			continue
		}
		isToken := (name == "token" || strings.EqualFold(name, "Authorization")) && r.Header.Get("Authorization") != ""
		if parameter["required"] == true && !given && !isToken {
			complaints = append(complaints, fmt.Sprintf("the parameter %q is required", name))
		}
	}
	for name, values := range r.URL.Query() {
		parameter, isKnown := known[name]
		if !isKnown {
			complaints = append(complaints, fmt.Sprintf("there is no parameter %q", name))
			continue
		}
		schema := d.follow(object(parameter["schema"]))
		if len(schema) == 0 {
			schema = parameter // Swagger 2 has no schema of its own here
		}
		for _, value := range values {
			if !written(value, d, schema) {
				complaints = append(complaints, fmt.Sprintf("%q is nothing for %q, which is %v", value, name, schema["type"]))
			}
		}
	}
	slices.Sort(complaints)
	return complaints
}

// written says whether a text can be a value of a type, as in an address.
func written(text string, d *Description, schema map[string]any) bool {
	if values := array(schema["enum"]); len(values) > 0 && !slices.ContainsFunc(values, func(v any) bool { return fmt.Sprint(v) == text }) {
		return false
	}
	var err error
	switch kinds := kindsOf(schema); {
	case slices.Contains(kinds, "array"):
		return written(text, d, d.follow(object(schema["items"])))
	case slices.Contains(kinds, "integer"):
		_, err = strconv.ParseInt(text, 10, 64)
	case slices.Contains(kinds, "number"):
		_, err = strconv.ParseFloat(text, 64)
	case slices.Contains(kinds, "boolean"):
		_, err = strconv.ParseBool(text)
	}
	return err == nil
}

func (d *Description) body(o operation, kind string, body []byte) []string {
	schema, isForm := d.bodySchema(o)
	if len(body) == 0 {
		if object(o.whole["requestBody"])["required"] == true {
			return []string{"a body is required"}
		}
		return nil
	}
	if schema == nil {
		return []string{"it takes no body"}
	}
	var value any
	switch media, _, _ := mime.ParseMediaType(kind); media {
	case "application/json":
		if err := json.Unmarshal(body, &value); err != nil {
			return []string{"the body is no JSON: " + err.Error()}
		}
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return []string{"the body is no form: " + err.Error()}
		}
		fields := map[string]any{}
		for name := range form {
			fields[name] = form.Get(name)
		}
		value, isForm = fields, true
	default:
		return []string{fmt.Sprintf("the body is of the type %q", kind)}
	}
	return d.compare(value, schema, "body", isForm)
}

// bodySchema gives what a body must look like. Swagger 2 lists the fields of forms as parameters.
func (d *Description) bodySchema(o operation) (schema map[string]any, isForm bool) {
	content := object(d.follow(object(o.whole["requestBody"]))["content"])
	for _, kind := range []string{"application/json", "application/x-www-form-urlencoded"} {
		if media := object(content[kind]); len(media) > 0 {
			return d.follow(object(media["schema"])), false
		}
	}
	fields, required := map[string]any{}, []any{}
	for _, parameter := range o.parameters {
		switch textOf(parameter, "in") {
		case "body":
			return d.follow(object(parameter["schema"])), false
		case "formData":
			fields[textOf(parameter, "name")] = parameter
			if parameter["required"] == true {
				required = append(required, parameter["name"])
			}
		}
	}
	if len(fields) == 0 {
		return nil, false
	}
	return map[string]any{"type": "object", "properties": fields, "required": required}, true
}

// compare says what in a value is not as a schema has it. In forms every value may be a text.
func (d *Description) compare(value any, schema map[string]any, at string, isForm bool) (complaints []string) {
	schema = d.follow(schema)
	for _, choice := range []string{"oneOf", "anyOf"} {
		if choices := array(schema[choice]); len(choices) > 0 {
			for _, each := range choices {
				if complaints = d.compare(value, object(each), at, isForm); len(complaints) == 0 {
					return nil
				}
			}
			return complaints
		}
	}
	if text, isText := value.(string); isText && isForm && written(text, d, schema) {
		return nil
	}
	if kinds := kindsOf(schema); len(kinds) > 0 && !slices.ContainsFunc(kinds, func(kind string) bool { return isOf(value, kind) }) {
		return []string{fmt.Sprintf("%s is %T, and should be %s", at, value, strings.Join(kinds, " or "))}
	}
	if values := array(schema["enum"]); len(values) > 0 && !slices.Contains(values, value) {
		return []string{fmt.Sprintf("%s is %v, which is none of %v", at, value, values)}
	}
	switch value := value.(type) {
	case map[string]any:
		return d.fields(value, schema, at, isForm)
	case []any:
		for i, each := range value {
			complaints = append(complaints, d.compare(each, object(schema["items"]), fmt.Sprintf("%s[%d]", at, i), false)...)
		}
	}
	return complaints
}

func (d *Description) fields(value, schema map[string]any, at string, isForm bool) (complaints []string) {
	known, required := object(schema["properties"]), array(schema["required"])
	for _, part := range array(schema["allOf"]) {
		part := d.follow(object(part))
		required = append(slices.Clone(required), array(part["required"])...)
		all := map[string]any{}
		for _, some := range []map[string]any{known, object(part["properties"])} {
			for name, field := range some {
				all[name] = field
			}
		}
		known = all
	}
	for _, name := range required {
		if _, given := value[fmt.Sprint(name)]; !given {
			complaints = append(complaints, fmt.Sprintf("%s lacks %q, which is required", at, name))
		}
	}
	more, isClosed := schema["additionalProperties"]
	isOpen := len(known) == 0 || isClosed && more != false
	for name, each := range value {
		field, isKnown := known[name]
		switch {
		case isKnown:
			complaints = append(complaints, d.compare(each, object(field), at+"."+name, isForm)...)
		case !isOpen:
			complaints = append(complaints, fmt.Sprintf("there is no field %q in %s", name, at))
		}
	}
	slices.Sort(complaints)
	return complaints
}

// follow gives what a reference leads to, within the document.
func (d *Description) follow(schema map[string]any) map[string]any {
	const deep = 20
	for range deep {
		reference, isReference := schema["$ref"].(string)
		if !isReference {
			return schema
		}
		at := any(d.whole)
		for _, part := range strings.Split(strings.TrimPrefix(reference, "#/"), "/") {
			if plain, err := url.PathUnescape(part); err == nil {
				part = plain
			}
			at = object(at)[strings.NewReplacer("~1", "/", "~0", "~").Replace(part)]
		}
		schema = object(at)
	}
	return schema
}

func isOf(value any, kind string) bool {
	switch value := value.(type) {
	case nil:
		return kind == "null"
	case bool:
		return kind == "boolean"
	case string:
		return kind == "string"
	case float64:
		return kind == "number" || kind == "integer" && value == float64(int64(value))
	case []any:
		return kind == "array"
	}
	return kind == "object"
}

func kindsOf(schema map[string]any) (kinds []string) {
	if kind, isOne := schema["type"].(string); isOne {
		kinds = []string{kind}
	}
	for _, kind := range array(schema["type"]) {
		kinds = append(kinds, fmt.Sprint(kind))
	}
	if len(kinds) > 0 && schema["nullable"] == true {
		kinds = append(kinds, "null")
	}
	return kinds
}

func object(value any) map[string]any {
	whole, _ := value.(map[string]any)
	return whole
}

func array(value any) []any {
	list, _ := value.([]any)
	return list
}

func textOf(value any, key string) string {
	text, _ := object(value)[key].(string)
	return text
}

func firstOf(value any) any {
	if list := array(value); len(list) > 0 {
		return list[0]
	}
	return nil
}

// firstValue gives the value of the example whose name comes first.
func (d *Description) firstValue(value any) any {
	examples := object(value)
	names := make([]string, 0, len(examples))
	for name := range examples {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) == 0 {
		return nil
	}
	return d.follow(object(examples[names[0]]))["value"]
}
