; The installer (安装程序) for one user, without an administrator. It fetches nothing, starts nothing with Windows, uses no
; plug-in, and never touches the officer's data. `.ci/windows build` gives it VERSION, FILES, KILOBYTES and OUT.
; /S installs without a window, /D=C:\folder (last, unquoted) elsewhere. Exit status: 0 done, 2 not done.

Unicode true
!include MUI2.nsh

!define NAME "自评"
!define PROGRAM "自评.exe"
!define UNINSTALLER "卸载自评.exe"
!define APPS "Software\Microsoft\Windows\CurrentVersion\Uninstall\Ziping"
!define WEB_CACHE "$LOCALAPPDATA\cn.ziping.desk" ; the web view's own, named by tauri.conf.json's identifier
!define WEBVIEW2 "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define WEBVIEW2_OLDEST 109 ; as in src-tauri/src/webview.rs

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Ziping"
InstallDirRegKey HKCU "${APPS}" "InstallLocation"
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; both programs carry the same faces, and must both fit to be stored once
AllowSkipFiles off
ManifestDPIAware true
ManifestSupportedOS Win10
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define MUI_ICON "..\icons\icon.ico"
!define MUI_UNICON "..\icons\icon.ico"
!define MUI_ABORTWARNING
!define MUI_PAGE_HEADER_TEXT "安装 ${NAME} ${VERSION}"
!define MUI_PAGE_HEADER_SUBTEXT "部门整体支出绩效自评单机程序，不联网。"
!define MUI_DIRECTORYPAGE_TEXT_TOP "自评只为当前用户安装，不需要管理员权限。一般不必更改文件夹，直接点击“安装”即可。$\r$\n$\r$\n从旧版本升级时，已有的档案不受影响。"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "程序文件夹"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE RefuseWhileRunning
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "安装完成"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "双击桌面上的“自评”即可开始，也可从“开始”菜单打开。"
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "安装没有完成"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "请解决提示的问题后重新运行安装程序。"
!insertmacro MUI_PAGE_INSTFILES

!define MUI_PAGE_HEADER_TEXT "卸载 ${NAME}"
!define MUI_PAGE_HEADER_SUBTEXT "只删除程序，不删除您的档案。"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将删除自评程序和快捷方式。您的档案不会删除，仍留在：$\r$\n$R9"
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "程序文件夹"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE un.RefuseWhileRunning
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "SimpChinese"
SetFont /LANG=${LANG_SIMPCHINESE} "Microsoft YaHei UI" 9

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductName" "${NAME}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "CompanyName" "${NAME} Ziping"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "LegalCopyright" "© the Ziping authors. MIT OR Apache-2.0"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileVersion" "${VERSION}"

!include chosen_folder.nsh

Function .onInit
    SetRegView 64
    SetShellVarContext current
    ; Written since Windows 10; the programs do not start on anything older.
    ReadRegDWORD $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentMajorVersionNumber"
    ${If} $0 < 10
        MessageBox MB_OK|MB_ICONSTOP "自评需要 64 位的 Windows 10 或 Windows 11，这台电脑的 Windows 版本过低，没有安装。" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
FunctionEnd

; Finds the folder of the data, which is told and left as it is, for $R9.
Function un.onInit
    SetRegView 64
    SetShellVarContext current
    StrCpy $R9 "$LOCALAPPDATA\Ziping"
    ReadEnvStr $0 "ZIPING_HOME"
    ${If} $0 != ""
        StrCpy $R9 $0
    ${EndIf}
    StrCpy $5 $R9
    Call un.ChosenFolder
    ${If} $5 != ""
        StrCpy $R9 $5
    ${EndIf}
FunctionEnd

; Windows lets nobody write into the file of a running program: that is how a running one is known, without a plug-in.
; The answer is in $R0: 1 where one runs.
!macro FindRunning FILE
    ${If} ${FileExists} "$INSTDIR\${FILE}"
        ClearErrors
        FileOpen $0 "$INSTDIR\${FILE}" a
        ${If} ${Errors}
            StrCpy $R0 1
        ${Else}
            FileClose $0
        ${EndIf}
    ${EndIf}
!macroend

!macro RefuseWhileRunning UN WHAT
    Function ${UN}RefuseWhileRunning
        ${Do}
            StrCpy $R0 0
            !insertmacro FindRunning "${PROGRAM}"
            !insertmacro FindRunning "ziping.exe"
            ${If} $R0 = 0
                ${Break}
            ${EndIf}
            MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "自评正在运行，或程序文件被其他软件占用，现在不能${WHAT}。$\r$\n$\r$\n请关闭自评的窗口，再点击“重试”。" /SD IDCANCEL IDRETRY again
            SetErrorLevel 2
            Abort "自评正在运行，没有${WHAT}。"
            again:
        ${Loop}
    FunctionEnd
!macroend
!insertmacro RefuseWhileRunning "" "安装"
!insertmacro RefuseWhileRunning "un." "卸载"

Section
    Call RefuseWhileRunning ; without a window no page has asked
    SetOutPath "$INSTDIR"
    File /r "${FILES}/*.*"
    WriteUninstaller "$INSTDIR\${UNINSTALLER}"

    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
    ; Whoever removed it from the desktop does not get it again with every new version.
    ReadRegStr $0 HKCU "${APPS}" "InstallLocation"
    ${If} $0 == ""
    ${OrIf} ${FileExists} "$DESKTOP\${NAME}.lnk"
        CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
    ${EndIf}

    WriteRegStr HKCU "${APPS}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${APPS}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${APPS}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
    WriteRegStr HKCU "${APPS}" "Publisher" "${NAME} Ziping"
    WriteRegStr HKCU "${APPS}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${APPS}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
    WriteRegStr HKCU "${APPS}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
    WriteRegDWORD HKCU "${APPS}" "EstimatedSize" ${KILOBYTES}
    WriteRegDWORD HKCU "${APPS}" "NoModify" 1
    WriteRegDWORD HKCU "${APPS}" "NoRepair" 1

    Call TellOfWebView2
    SetErrorLevel 0 ; also where a first try was refused
SectionEnd

; Where WebView2 says its version: learn.microsoft.com, “Distribute your app and the WebView2 Runtime”.
Function TellOfWebView2
    SetRegView 32
    ReadRegStr $0 HKLM "SOFTWARE\${WEBVIEW2}" "pv"
    SetRegView 64
    ${If} $0 < ${WEBVIEW2_OLDEST} ; the number before the first dot; nothing is 0
        ReadRegStr $0 HKCU "Software\${WEBVIEW2}" "pv"
    ${EndIf}
    ${If} $0 < ${WEBVIEW2_OLDEST}
        MessageBox MB_OK|MB_ICONEXCLAMATION "自评已经装好，但这台电脑没有“Microsoft Edge WebView2 运行时”，或其版本低于 ${WEBVIEW2_OLDEST}，窗口暂时打不开。$\r$\n$\r$\n请联系信息技术人员，在能上网的电脑上从微软官网下载它的独立安装包（Evergreen Standalone Installer，x64），拷到本机安装后，再打开自评。" /SD IDOK
    ${EndIf}
FunctionEnd

Section "Uninstall"
    Call un.RefuseWhileRunning
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    ; By name, so that nothing of the officer's goes that she may have put there.
    Delete "$INSTDIR\${PROGRAM}"
    Delete "$INSTDIR\ziping.exe"
    Delete "$INSTDIR\WebView2Loader.dll"
    Delete "$INSTDIR\说明.txt"
    RMDir /r "$INSTDIR\许可"
    Delete "$INSTDIR\${UNINSTALLER}"
    SetOutPath "$TEMP" ; a folder somebody stands in cannot be removed
    RMDir "$INSTDIR"
    RMDir /r "${WEB_CACHE}"
    DeleteRegKey HKCU "${APPS}"
    MessageBox MB_OK|MB_ICONINFORMATION "自评已经卸载。$\r$\n$\r$\n您的档案没有删除，仍留在：$\r$\n$R9" /SD IDOK
    SetErrorLevel 0
SectionEnd
