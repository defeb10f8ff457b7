package calendar

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"sluice/backend/source"
	"sluice/backend/source/httpx"
	"sluice/backend/source/icaltime"
)

// dav speaks CalDAV (RFC 4791) with sync-collection (RFC 6578).
type dav struct {
	http *httpx.Client
	root string
}

func newDAV(a source.Account) dav {
	return dav{http: httpx.New(a).Basic(a.Settings["user"], a.Secrets["password"]), root: a.Settings["address"]}
}

// calendarAt is a calendar of a server.
type calendarAt struct{ path, name, token string }

// multistatus is an answer about several things.
type multistatus struct {
	Responses []struct {
		Href   string `xml:"DAV: href"`
		Status string `xml:"DAV: status"`
		Stats  []struct {
			Status string `xml:"DAV: status"`
			Prop   props  `xml:"DAV: prop"`
		} `xml:"DAV: propstat"`
	} `xml:"DAV: response"`
	Token string `xml:"DAV: sync-token"`
}

type props struct {
	Principal string `xml:"DAV: current-user-principal>href"`
	Home      string `xml:"urn:ietf:params:xml:ns:caldav calendar-home-set>href"`
	Name      string `xml:"DAV: displayname"`
	Token     string `xml:"DAV: sync-token"`
	Tag       string `xml:"http://calendarserver.org/ns/ getctag"`
	ETag      string `xml:"DAV: getetag"`
	Data      string `xml:"urn:ietf:params:xml:ns:caldav calendar-data"`
	Type      struct {
		Calendar *struct{} `xml:"urn:ietf:params:xml:ns:caldav calendar"`
	} `xml:"DAV: resourcetype"`
	Kinds struct {
		Kinds []struct {
			Name string `xml:"name,attr"`
		} `xml:"urn:ietf:params:xml:ns:caldav comp"`
	} `xml:"urn:ietf:params:xml:ns:caldav supported-calendar-component-set"`
}

// good gives what of an answer about one thing was found.
func (m multistatus) good() (all map[string]props) {
	all = map[string]props{}
	for _, response := range m.Responses {
		for _, stat := range response.Stats {
			if strings.Contains(stat.Status, " 200 ") {
				all[response.Href] = stat.Prop
			}
		}
	}
	return all
}

const heads = `<?xml version="1.0" encoding="utf-8"?>`

// ask sends a question in XML and reads the answer about several things.
func (d dav) ask(ctx context.Context, method, address, depth, body string, fine ...int) (m multistatus, status int, err error) {
	response, err := d.http.Send(ctx, httpx.Request{
		Method: method, URL: address, Body: strings.NewReader(heads + body), Limit: maxCalendar, Accept: fine,
		Header: http.Header{"Content-Type": {"application/xml; charset=utf-8"}, "Depth": {depth}},
	})
	switch {
	case err != nil, slices.Contains(fine, response.Status):
		return m, response.Status, err
	case response.Status != http.StatusMultiStatus:
		return m, response.Status, source.NewTrouble(source.Malformed, "What lies there is no calendar server.")
	}
	if err := xml.Unmarshal(response.Body, &m); err != nil {
		return m, response.Status, source.WrapTrouble(err, source.Malformed, "")
	}
	return m, response.Status, nil
}

// at gives the whole address of a path that the server named. It stays on the server that the user named.
func (d dav) at(path string) (string, error) {
	base, err := url.Parse(d.root)
	if err != nil {
		return "", source.NewTrouble(source.Setting, "The address cannot be read.")
	}
	whole, err := base.Parse(path)
	if err != nil {
		return "", source.WrapTrouble(err, source.Malformed, "")
	}
	return whole.String(), nil
}

const calendarProps = `<d:prop><d:resourcetype/><d:displayname/><d:sync-token/><g:getctag/><c:supported-calendar-component-set/>` +
	`<d:current-user-principal/><c:calendar-home-set/></d:prop>`

const spaces = ` xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:g="http://calendarserver.org/ns/"`

func (d dav) find(ctx context.Context, path, depth string) (map[string]props, error) {
	address, err := d.at(path)
	if err != nil {
		return nil, err
	}
	found, _, err := d.ask(ctx, "PROPFIND", address, depth, "<d:propfind"+spaces+">"+calendarProps+"</d:propfind>")
	return found.good(), err
}

// calendars gives the calendars that hold meetings: the one at the address, else those of the user.
func (d dav) calendars(ctx context.Context) ([]calendarAt, error) {
	found, err := d.find(ctx, "", "0")
	if err != nil {
		return nil, err
	}
	if all := calendarsIn(found); len(all) > 0 {
		return all, nil
	}
	home := ""
	for path, p := range found {
		if home, err = d.home(ctx, path, p); err != nil {
			return nil, err
		}
	}
	if found, err = d.find(ctx, home, "1"); err != nil {
		return nil, err
	}
	all := calendarsIn(found)
	if len(all) == 0 {
		return nil, source.NewTrouble(source.Setting, "No calendar is there.")
	}
	return all, nil
}

// home gives where the user's calendars lie.
func (d dav) home(ctx context.Context, path string, p props) (string, error) {
	switch {
	case p.Home != "":
		return p.Home, nil
	case p.Principal == "" || p.Principal == path:
		return path, nil
	}
	found, err := d.find(ctx, p.Principal, "0")
	for _, principal := range found {
		if principal.Home != "" {
			return principal.Home, err
		}
	}
	return p.Principal, err
}

func calendarsIn(found map[string]props) (all []calendarAt) {
	for path, p := range found {
		kinds := p.Kinds.Kinds
		holds := len(kinds) == 0
		for _, kind := range kinds {
			holds = holds || strings.EqualFold(kind.Name, ical.CompEvent)
		}
		if p.Type.Calendar == nil || !holds {
			continue
		}
		one := calendarAt{path: path, name: p.Name, token: p.Token}
		if one.token == "" {
			one.token = p.Tag
		}
		if one.name == "" {
			one.name = "Calendar"
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b calendarAt) int { return strings.Compare(a.path, b.path) })
	return all
}

// changed says whether anything changed in calendars that were read up to a token. A server without
// sync-collection, or that forgot the token, is asked for everything.
func (d dav) changed(ctx context.Context, known map[string]string) (bool, error) {
	for path, token := range known {
		address, err := d.at(path)
		if err != nil || token == "" {
			return true, err
		}
		body := "<d:sync-collection" + spaces + "><d:sync-token>" + escape(token) + "</d:sync-token><d:sync-level>1</d:sync-level>" +
			"<d:prop><d:getetag/></d:prop></d:sync-collection>"
		answer, status, err := d.ask(ctx, "REPORT", address, "1", body,
			http.StatusForbidden, http.StatusBadRequest, http.StatusConflict, http.StatusPreconditionFailed, http.StatusNotImplemented, http.StatusNotFound)
		if err != nil {
			return false, err
		}
		if status != http.StatusMultiStatus || len(answer.Responses) > 0 || answer.Token != token {
			return true, nil
		}
	}
	return len(known) == 0, nil
}

func escape(text string) string {
	var safe bytes.Buffer
	_ = xml.EscapeText(&safe, []byte(text))
	return safe.String()
}

// entries gives what a calendar holds within a span.
func (d dav) entries(ctx context.Context, path string, s span, a source.Account) (entries []entry, skipped int, err error) {
	filter := fmt.Sprintf(`<c:time-range start="%s" end="%s"/>`, s.from.Format(icaltime.FormUTC), s.until.Format(icaltime.FormUTC))
	objects, err := d.query(ctx, path, filter)
	for _, object := range objects {
		some, bad, err := read([]byte(object.Data), s, a.Now().Location(), mineOf(a))
		if err != nil {
			skipped++
			continue
		}
		entries, skipped = append(entries, some...), skipped+bad
	}
	return entries, skipped, err
}

// query gives the objects of a calendar that a filter lets through, by their paths.
func (d dav) query(ctx context.Context, path, filter string) (map[string]props, error) {
	address, err := d.at(path)
	if err != nil {
		return nil, err
	}
	body := "<c:calendar-query" + spaces + "><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter>" +
		`<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">` + filter + "</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"
	answer, _, err := d.ask(ctx, "REPORT", address, "1", body)
	return answer.good(), err
}

var errNotHere = errors.New("the event is not in this calendar")

// answer writes the user's answer into an event. Somebody who changed it in between goes first.
func (d dav) answer(ctx context.Context, path, uid, answer string, mine []string) error {
	filter := `<c:prop-filter name="UID"><c:text-match collation="i;octet">` + escape(uid) + "</c:text-match></c:prop-filter>"
	objects, err := d.query(ctx, path, filter)
	if err != nil {
		return err
	}
	for at, object := range objects {
		text, err := answered([]byte(object.Data), uid, answer, mine)
		if errors.Is(err, errNotHere) {
			continue
		}
		if err != nil {
			return err
		}
		address, err := d.at(at)
		if err != nil {
			return err
		}
		_, err = d.http.Send(ctx, httpx.Request{
			Method: http.MethodPut, URL: address, Body: bytes.NewReader(text),
			Header: http.Header{"Content-Type": {"text/calendar; charset=utf-8"}, "If-Match": {object.ETag}},
		})
		return err
	}
	return errNotHere
}

// answered gives an object's text with the user's answer in it.
func answered(text []byte, uid, answer string, mine []string) ([]byte, error) {
	cal, err := decode(ical.NewDecoder(bytes.NewReader(text)))
	if err != nil {
		return nil, source.WrapTrouble(err, source.Malformed, "")
	}
	found, asked := false, false
	for _, event := range cal.Events() {
		if uidOf(event) != uid {
			continue
		}
		found = true
		for i, p := range event.Props[ical.PropAttendee] {
			if slices.Contains(mine, strings.ToLower(mailOf(p.Value))) {
				asked = true
				event.Props[ical.PropAttendee][i].Params.Set(ical.ParamParticipationStatus, answer)
				event.Props[ical.PropAttendee][i].Params.Del(ical.ParamRSVP)
			}
		}
		event.Props.SetDateTime(ical.PropLastModified, time.Now().UTC())
	}
	switch {
	case !found:
		return nil, errNotHere
	case !asked:
		return nil, source.NewTrouble(source.Setting, "Your address is not among those invited: set your address there in the account's settings.")
	}
	var out bytes.Buffer
	err = ical.NewEncoder(&out).Encode(cal)
	return out.Bytes(), err
}
