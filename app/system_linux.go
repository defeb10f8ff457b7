//go:build cgo && desktop

package app

/*
#cgo webkit2_41 pkg-config: gtk+-3.0 webkit2gtk-4.1
#cgo !webkit2_41 pkg-config: gtk+-3.0 webkit2gtk-4.0

#include <string.h>
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

// own_page says whether an address is the window's own.
static gboolean own_page(const char *uri) {
	return uri != NULL && (g_str_has_prefix(uri, "wails://wails/") || strcmp(uri, "about:blank") == 0);
}

// decide refuses every page but our own, in the window, in a frame or as a window of its own.
static gboolean decide(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer data) {
	if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
		return FALSE;
	}
	WebKitNavigationAction *action =
		webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
	const char *uri = webkit_uri_request_get_uri(webkit_navigation_action_get_request(action));
	if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && own_page(uri)) {
		return FALSE;
	}
	webkit_policy_decision_ignore(decision);
	return TRUE;
}

// guard finds the web views below a widget.
static void guard(GtkWidget *widget, gpointer data) {
	if (WEBKIT_IS_WEB_VIEW(widget)) {
		g_signal_connect(widget, "decide-policy", G_CALLBACK(decide), NULL);
	} else if (GTK_IS_CONTAINER(widget)) {
		gtk_container_foreach(GTK_CONTAINER(widget), guard, data);
	}
}

static gboolean guard_all(gpointer data) {
	GList *windows = gtk_window_list_toplevels();
	g_list_foreach(windows, (GFunc)guard, NULL);
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

// refuse_navigation may be called from any thread: the work is done on the toolkit's.
static void refuse_navigation(void) {
	gdk_threads_add_idle(guard_all, NULL);
}

// prefers_dark must be called on the toolkit's thread, before the window is made.
static gboolean prefers_dark(void) {
	if (!gtk_init_check(NULL, NULL)) {
		return FALSE;
	}
	gboolean dark = FALSE;
	gchar *theme = NULL;
	g_object_get(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", &dark, "gtk-theme-name", &theme, NULL);
	gboolean by_name = theme != NULL && (g_str_has_suffix(theme, "-dark") || g_str_has_suffix(theme, "-Dark"));
	g_free(theme);
	return dark || by_name;
}
*/
import "C"

// needsBus says that a second start finds the first over the session bus.
const needsBus = true

// shellEvents is false: WebKit reads the stream of events itself.
const shellEvents = false

// dark says whether the desktop's theme is a dark one, by the settings that WebKit goes by as well.
func dark() bool { return C.prefers_dark() != 0 }

// refuseNavigation lets the window show the core's pages and nothing else. Wails has no such switch.
// https://webkitgtk.org/reference/webkit2gtk/stable/signal.WebView.decide-policy.html
func refuseNavigation() { C.refuse_navigation() }
