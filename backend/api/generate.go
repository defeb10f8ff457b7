package api

// The committed description, from which the interface's types are made.
//go:generate go test -run ^TestDescriptionIsCommitted$ -update .
