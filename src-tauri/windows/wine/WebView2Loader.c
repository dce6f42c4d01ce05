/* For wine only; never shipped. Stands in for the loader of a PC whose web view has the version in PROOF_WEBVIEW2 and
   cannot be started, so that the program's answer to that can be seen. */
#include <windows.h>
#include <objbase.h>

__declspec(dllexport) HRESULT WINAPI GetAvailableCoreWebView2BrowserVersionString(PCWSTR folder, LPWSTR *version) {
    WCHAR found[64];
    DWORD length = GetEnvironmentVariableW(L"PROOF_WEBVIEW2", found, 64);
    (void)folder;
    *version = NULL;
    if (length == 0 || length >= 64) return HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
    *version = CoTaskMemAlloc((length + 1) * sizeof(WCHAR));
    if (!*version) return E_OUTOFMEMORY;
    CopyMemory(*version, found, (length + 1) * sizeof(WCHAR));
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI CreateCoreWebView2EnvironmentWithOptions(PCWSTR a, PCWSTR b, void *c, void *d) {
    (void)a; (void)b; (void)c; (void)d;
    return E_FAIL;
}
