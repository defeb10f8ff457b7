package remote

import "sluice/backend/fault"

// Problem is what both ends read of the API's error documents (RFC 9457, application/problem+json). The
// type is written out here since the whole of the wire types would link the database into the window.
type Problem struct {
	Title  string     `json:"title"`
	Status int        `json:"status"`
	Detail string     `json:"detail"` // a sentence for people
	Code   fault.Code `json:"code"`
	Errors []string   `json:"errors,omitempty"` // a sentence each, where there are several
}
