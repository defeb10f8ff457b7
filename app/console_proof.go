//go:build proof && cgo && desktop

package app

/*
#cgo webkit2_41 pkg-config: gtk+-3.0 webkit2gtk-4.1
#cgo !webkit2_41 pkg-config: gtk+-3.0 webkit2gtk-4.0

#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

static void tell(GtkWidget *widget, gpointer data) {
	if (WEBKIT_IS_WEB_VIEW(widget)) {
		WebKitSettings *settings = webkit_web_view_get_settings(WEBKIT_WEB_VIEW(widget));
		webkit_settings_set_enable_write_console_messages_to_stdout(settings, TRUE);
	} else if (GTK_IS_CONTAINER(widget)) {
		gtk_container_foreach(GTK_CONTAINER(widget), tell, data);
	}
}

static gboolean tell_all(gpointer data) {
	GList *windows = gtk_window_list_toplevels();
	g_list_foreach(windows, (GFunc)tell, NULL);
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

// tell_console may be called from any thread: the work is done on the toolkit's.
static void tell_console(void) {
	gdk_threads_add_idle(tell_all, NULL);
}
*/
import "C"

// tellConsole has the page's messages and errors written to standard output, for the proof to read.
func tellConsole() { C.tell_console() }
