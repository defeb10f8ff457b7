package app

import (
	"crypto/rand"
	_ "embed"
	"html/template"
	"net/http"
)

//go:embed plain.html
var plainText string

var plain = template.Must(template.New("plain").Parse(plainText))

// servePlain shows a sentence and a Retry where there is no core to show the interface. The page
// runs no script and loads nothing.
func servePlain(w http.ResponseWriter, sentence string) {
	nonce := rand.Text()
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'nonce-"+nonce+"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.WriteHeader(http.StatusServiceUnavailable)
	_ = plain.Execute(w, map[string]string{"Sentence": sentence, "Nonce": nonce}) // the page may have gone meanwhile
}
