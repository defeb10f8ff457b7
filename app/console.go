//go:build !proof || !cgo || !desktop

package app

// tellConsole leaves what the page complains of where WebKit leaves it: nowhere.
func tellConsole() {}
