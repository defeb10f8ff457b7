; Installs Sluice for one user, without an administrator's rights. Made by makensis with
; -DVERSION -DNUMBERS -DARM64 (for those programs) -DPROGRAMS (the folder of what is installed) -DWEBVIEW2 (Microsoft's bootstrapper) -DTARGET.

; -DTARGET64 makes a program of 64 bits, which wine64 can run; what people get is the usual one of 32.
!ifdef TARGET64
	Target amd64-unicode
!else
	Unicode true
!endif
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef TARGET64
	SetCompress off ; it is installed once, here
!else
	SetCompressor /SOLID lzma
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Sluice"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define LINKS "Software\Classes\sluice"
!define WEBVIEW2_KEY "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

Name "Sluice"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Sluice"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Sluice"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Sluice"
VIAddVersionKey "CompanyName" "The Sluice authors"
VIAddVersionKey "LegalCopyright" "The Sluice authors, MIT License"

!define MUI_ICON "icon.ico"
!define MUI_UNICON "icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\sluice-window.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

!ifdef ARM64
LangString NEEDS_WINDOWS ${LANG_ENGLISH} "This Sluice is for Windows 10 or later on ARM processors of 64 bits. Get the one for amd64."
LangString NEEDS_WINDOWS ${LANG_GERMAN} "Dieses Sluice ist für Windows 10 oder neuer auf ARM-Prozessoren mit 64 Bit. Nimm das für amd64."
!else
LangString NEEDS_WINDOWS ${LANG_ENGLISH} "Sluice needs Windows 10 or later, 64 bits."
LangString NEEDS_WINDOWS ${LANG_GERMAN} "Sluice braucht Windows 10 oder neuer mit 64 Bit."
!endif
LangString ASK_WEBVIEW2 ${LANG_ENGLISH} "Sluice's window needs Microsoft's WebView2, which is missing here. Fetch it from Microsoft now? Without it Sluice works in a browser."
LangString ASK_WEBVIEW2 ${LANG_GERMAN} "Das Fenster von Sluice braucht WebView2 von Microsoft, das hier fehlt. Jetzt bei Microsoft holen? Ohne geht Sluice im Browser."
LangString RUNS ${LANG_ENGLISH} "Sluice is running. Close its window and quit it from its icon in the taskbar, then try again."
LangString RUNS ${LANG_GERMAN} "Sluice läuft noch. Bitte das Fenster schließen und Sluice über das Symbol in der Taskleiste beenden, dann noch einmal versuchen."
LangString STAYS ${LANG_ENGLISH} "Your data stay in $LOCALAPPDATA\sluice; delete that folder to be rid of them."
LangString STAYS ${LANG_GERMAN} "Die Daten bleiben in $LOCALAPPDATA\sluice; wer sie nicht mehr will, löscht diesen Ordner."

Function .onInit
	${IfNot} ${AtLeastWin10}
!ifdef ARM64
	${OrIfNot} ${IsNativeARM64}
!else
	${OrIfNot} ${RunningX64} ; an ARM of 64 bits counts: it runs these, too
!endif
		MessageBox MB_OK|MB_ICONSTOP "$(NEEDS_WINDOWS)" /SD IDOK
		SetErrorLevel 64
		Abort
	${EndIf}
FunctionEnd

; A program that runs cannot be overwritten, but it can be moved aside. The core sees that it was
; replaced and starts anew by itself, outside a shield and a check-in.
!macro InstallProgram name
	Delete "$INSTDIR\${name}.old"
	Rename "$INSTDIR\${name}" "$INSTDIR\${name}.old"
	File "${PROGRAMS}/${name}"
	Delete /REBOOTOK "$INSTDIR\${name}.old"
!macroend

Section
	SetOutPath "$INSTDIR"
	!insertmacro InstallProgram "sluice.exe"
	!insertmacro InstallProgram "sluice-core.exe"
	!insertmacro InstallProgram "sluice-window.exe"
	File "${PROGRAMS}/LICENSE.txt"
	File "${PROGRAMS}/README.txt"
	File "${PROGRAMS}/THIRD-PARTY.txt"
	WriteUninstaller "$INSTDIR\uninstall.exe"

	CreateShortcut "$SMPROGRAMS\Sluice.lnk" "$INSTDIR\sluice-window.exe"
	WriteRegStr HKCU "${APP_PATHS}\sluice.exe" "" "$INSTDIR\sluice.exe"
	WriteRegStr HKCU "${APP_PATHS}\sluice-window.exe" "" "$INSTDIR\sluice-window.exe"
	WriteRegStr HKCU "${LINKS}" "" "URL:Sluice"
	WriteRegStr HKCU "${LINKS}" "URL Protocol" ""
	WriteRegStr HKCU "${LINKS}\DefaultIcon" "" "$INSTDIR\sluice-window.exe,0"
	WriteRegStr HKCU "${LINKS}\shell\open\command" "" '"$INSTDIR\sluice-window.exe" "%1"'

	WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Sluice"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\sluice-window.exe"
	WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Sluice authors"
	WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
	WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Nothing is fetched unasked: a silent installation leaves WebView2 to whoever runs it.
Section
	SetRegView 64
	ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW2_KEY}" "pv"
	${If} $0 == ""
		ReadRegStr $0 HKCU "Software\${WEBVIEW2_KEY}" "pv"
	${EndIf}
	${If} $0 == ""
	${AndIf} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION "$(ASK_WEBVIEW2)" /SD IDNO IDYES`
		InitPluginsDir
		File "/oname=$PLUGINSDIR\MicrosoftEdgeWebview2Setup.exe" "${WEBVIEW2}"
		ExecWait '"$PLUGINSDIR\MicrosoftEdgeWebview2Setup.exe" /silent /install'
	${EndIf}
SectionEnd

; StopUnlessFree leaves the uninstaller, having changed nothing, while a program runs.
!macro StopUnlessFree name
	ClearErrors
	${If} ${FileExists} "$INSTDIR\${name}"
		FileOpen $0 "$INSTDIR\${name}" a
		${If} ${Errors}
			MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNS)" /SD IDOK
			SetErrorLevel 2
			Abort
		${EndIf}
		FileClose $0
	${EndIf}
!macroend

Section Uninstall
	; The core that has no console does what the command line does, and shows nothing.
	ExecWait '"$INSTDIR\sluice-core.exe" autostart off'
	ExecWait '"$INSTDIR\sluice-core.exe" quit'
	Sleep 1000 ; for the core and the window to end
	!insertmacro StopUnlessFree "sluice.exe"
	!insertmacro StopUnlessFree "sluice-core.exe"
	!insertmacro StopUnlessFree "sluice-window.exe"
	Delete "$INSTDIR\sluice.exe"
	Delete "$INSTDIR\sluice-core.exe"
	Delete "$INSTDIR\sluice-window.exe"
	Delete "$INSTDIR\*.exe.old"
	Delete "$INSTDIR\LICENSE.txt"
	Delete "$INSTDIR\README.txt"
	Delete "$INSTDIR\THIRD-PARTY.txt"
	Delete "$INSTDIR\uninstall.exe"
	RMDir "$INSTDIR"
	Delete "$SMPROGRAMS\Sluice.lnk"
	DeleteRegKey HKCU "${APP_PATHS}\sluice.exe"
	DeleteRegKey HKCU "${APP_PATHS}\sluice-window.exe"
	DeleteRegKey HKCU "${LINKS}"
	DeleteRegKey HKCU "${UNINSTALL}"
	DetailPrint "$(STAYS)"
	MessageBox MB_OK|MB_ICONINFORMATION "$(STAYS)" /SD IDOK
SectionEnd
