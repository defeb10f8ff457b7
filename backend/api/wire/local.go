package wire

// Inbound is where scripts on this machine may put arrivals in.
type Inbound struct {
	Address    string `json:"address" doc:"Of the loopback, with its port; empty: it is switched off"`
	SecretFile string `json:"secretFile" doc:"The file, for its owner alone, in which the secret lies; it is made when the address is first used"`
}

// Sample is where the sample data are open.
type Sample struct {
	Link string `json:"link" doc:"For a browser on this machine; works once. Empty: they are in a window"`
}

// ExportFile is where an export was written to.
type ExportFile struct {
	Path string `json:"path"`
}
