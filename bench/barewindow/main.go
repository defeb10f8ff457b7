//go:build linux && barewindow

// Command barewindow shows an empty page in a bare WebKitGTK window: what Sluice's own window is
// measured against. It is built for the bench only.
package main

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

static void run(void) {
	gtk_init(NULL, NULL);
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	gtk_window_set_title(GTK_WINDOW(window), "bare");
	gtk_window_set_default_size(GTK_WINDOW(window), 1280, 800);
	GtkWidget *view = webkit_web_view_new();
	gtk_container_add(GTK_CONTAINER(window), view);
	g_signal_connect(window, "destroy", G_CALLBACK(gtk_main_quit), NULL);
	webkit_web_view_load_html(WEBKIT_WEB_VIEW(view),
		"<!doctype html><title>bare</title><body style='background:#2468ac'></body>", NULL);
	gtk_widget_show_all(window);
	gtk_main();
}
*/
import "C"

import "runtime"

func main() {
	runtime.LockOSThread() // GTK stays on the thread that began it
	C.run()
}
