//go:build linux

package dndtest

import (
	"path/filepath"
	"strings"
)

// Settings starts the database behind GSettings on this desktop and moves the test's own process there,
// so that programs it starts see this desktop and not the machine's. A test whose
// schema is not here is skipped with the name of the Debian package that holds it.
func (d *Desktop) Settings(pkg, schema string) *Settings {
	d.t.Helper()
	d.library("libglib2.0-bin", "/usr/bin/gsettings")
	d.library("dconf-gsettings-backend", "/usr/lib/*/gio/modules/libdconfsettings.so")
	d.library(pkg, "/usr/share/glib-2.0/schemas/"+schema+".gschema.xml")
	d.adopt()
	p := d.service("ca.desrt.dconf", d.command("dconf-service", d.library("dconf-service", "/usr/libexec/dconf-service")))
	return &Settings{desktop: d, schema: schema, Service: p}
}

// Forgetful has the programs that are started afterwards keep their settings in memory only.
func (d *Desktop) Forgetful() { d.forgets = true }

// Settings are the values of one schema.
type Settings struct {
	Service *Process // which writes

	desktop *Desktop
	schema  string
}

// Get is the value in force, as gsettings prints it.
func (s *Settings) Get(key string) string {
	s.desktop.t.Helper()
	return s.desktop.Run("libglib2.0-bin", "gsettings", "get", s.schema, key)
}

// Set changes a value as a user does in the desktop's settings.
func (s *Settings) Set(key, value string) {
	s.desktop.t.Helper()
	s.desktop.Run("libglib2.0-bin", "gsettings", "set", s.schema, key, value)
}

// Stored is the value that was set, and empty when none was: then the default is in force. The path is
// the schema's.
func (s *Settings) Stored(path, key string) string {
	s.desktop.t.Helper()
	return s.desktop.Run("dconf-cli", "dconf", "read", path+key)
}

// Lock keeps a value as an administrator does, so that the user cannot change it.
func (s *Settings) Lock(path, key, value string) {
	d := s.desktop
	d.t.Helper()
	d.write("site.d/value", "["+strings.Trim(path, "/")+"]\n"+key+"="+value+"\n")
	d.write("site.d/locks/value", path+key+"\n")
	d.Run("dconf-cli", "dconf", "compile", "site", "site.d")
	d.t.Setenv("DCONF_PROFILE", d.write("dconf-profile", "user-db:user\nfile-db:"+filepath.Join(d.Dir, "site")+"\n"))
}

// adopt gives the test's process the environment of the desktop's programs.
func (d *Desktop) adopt() {
	d.t.Helper()
	for _, name := range []string{"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"} {
		d.t.Setenv(name, d.lookup(name))
	}
}
