package app

import "golang.org/x/sys/windows/registry"

// needsBus is false: a second start finds the first by a named mutex and a message.
const needsBus = false

// shellEvents says that the web view may not read a stream: WebView2 hands over what is complete.
const shellEvents = true

// dark says whether the user chose dark applications. A system too old to ask is light.
// https://learn.microsoft.com/windows/apps/desktop/modernize/ui/apply-windows-themes
func dark() bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer func() { _ = key.Close() }()
	light, _, err := key.GetIntegerValue("AppsUseLightTheme")
	return err == nil && light == 0
}

// refuseNavigation does nothing here yet: Wails offers no hold on WebView2's navigation. The interface's
// click handler and its Content-Security-Policy stand alone on this system.
func refuseNavigation() {}
