import { names } from './names.ts'

interface HandleFailures {
  readonly failure: 'all-ones' | 'zero' | 'either' | 'never'
  readonly header: string
  readonly functions: readonly string[]
}

function group(
  failure: HandleFailures['failure'],
  header: string,
  functions: string,
): HandleFailures {
  return { failure, header, functions: names(functions) }
}

/**
 * The rest of the functions of which win32metadata says that they return a handle: what they return when they fail, or
 * where there is none, such as the window that has the focus. Kept by hand from the section "Return value" of the page of each.
 * Left out are those whose result is a number of 32 bits or less in the guise of a handle (ShellExecute, FindExecutable:
 * an error where it is at most 32; ExtractIcon: 1 where the file has none) and PifMgr_CloseProperties.
 */
export const handleFailures: readonly HandleFailures[] = [
  group(
    'zero',
    'winuser',
    `
    ActivateKeyboardLayout BeginPaint ChildWindowFromPoint ChildWindowFromPointEx CopyIcon CopyImage
    CreateAcceleratorTableA CreateAcceleratorTableW CreateCursor CreateDesktopA CreateDesktopExA
    CreateDesktopExW CreateDesktopW CreateDialogIndirectParamA CreateDialogIndirectParamW CreateDialogParamA
    CreateDialogParamW CreateIcon CreateIconFromResource CreateIconFromResourceEx CreateIconIndirect
    CreateMDIWindowA CreateMDIWindowW CreateSyntheticPointerDevice CreateWindowStationA CreateWindowStationW
    GetActiveWindow GetAncestor GetCapture GetClipboardOwner GetClipboardViewer GetCursor GetDlgItem
    GetFocus GetForegroundWindow GetLastActivePopup GetMenu GetNextDlgGroupItem GetNextDlgTabItem
    GetOpenClipboardWindow GetParent GetProcessWindowStation GetPropA GetPropW GetShellWindow GetSubMenu
    GetSysColorBrush GetSystemMenu GetThreadDesktop GetTopWindow GetWindow LoadAcceleratorsA
    LoadAcceleratorsW LoadBitmapA LoadBitmapW LoadCursorFromFileA LoadCursorFromFileW LoadKeyboardLayoutA
    LoadKeyboardLayoutW LoadMenuA LoadMenuIndirectA LoadMenuIndirectW LoadMenuW MonitorFromPoint
    MonitorFromRect MonitorFromWindow RealChildWindowFromPoint RegisterPowerSettingNotification
    RegisterSuspendResumeNotification RemovePropA RemovePropW SetActiveWindow SetCapture SetClipboardViewer
    SetCursor SetFocus SetParent SetThreadDpiAwarenessContext SetWindowsHookA SetWindowsHookW WindowFromDC
    WindowFromPhysicalPoint WindowFromPoint
  `,
  ),
  group(
    'zero',
    'ddeml',
    `
    DdeAddData DdeClientTransaction DdeConnect DdeConnectList DdeCreateDataHandle DdeCreateStringHandleA
    DdeCreateStringHandleW DdeNameService DdeQueryNextServer DdeReconnect
  `,
  ),
  group(
    'zero',
    'wingdi',
    `
    AddFontMemResourceEx CloseEnhMetaFile CloseMetaFile CopyEnhMetaFileA CopyEnhMetaFileW CopyMetaFileA
    CopyMetaFileW CreateBitmap CreateBitmapIndirect CreateBrushIndirect CreateColorSpaceA CreateColorSpaceW
    CreateDIBPatternBrush CreateDIBPatternBrushPt CreateDIBitmap CreateDiscardableBitmap CreateEllipticRgn
    CreateEllipticRgnIndirect CreateEnhMetaFileA CreateEnhMetaFileW CreateFontIndirectA
    CreateFontIndirectExA CreateFontIndirectExW CreateFontIndirectW CreateHalftonePalette CreateHatchBrush
    CreateICA CreateICW CreateMetaFileA CreateMetaFileW CreatePalette CreatePatternBrush CreatePenIndirect
    CreatePolyPolygonRgn CreatePolygonRgn CreateRectRgn CreateRectRgnIndirect CreateRoundRectRgn
    ExtCreatePen ExtCreateRegion GetColorSpace GetCurrentObject GetEnhMetaFileA GetEnhMetaFileW GetMetaFileA
    GetMetaFileW GetStockObject PathToRegion ResetDCA ResetDCW SelectPalette SetColorSpace
    SetEnhMetaFileBits SetMetaFileBitsEx SetWinMetaFileBits wglCreateContext wglCreateLayerContext
    wglGetCurrentContext wglGetCurrentDC
  `,
  ),
  group('either', 'wingdi', 'SelectObject'),
  group('zero', 'winspool', 'AddPrinterA AddPrinterW ConnectToPrinterDlg'),
  group('all-ones', 'winspool', 'CommitSpoolData'),
  group('zero', 'wincrypt', 'CryptGetMessageCertificates PFXImportCertStore'),
  group('zero', 'objbase', 'CoLoadLibrary'),
  group('zero', 'ole2', 'OleDuplicateData'),
  group(
    'zero',
    'winbase',
    `
    CreateBoundaryDescriptorA CreateFileMappingNumaA CreatePrivateNamespaceA CreateSemaphoreExA
    CreateWaitableTimerExA FindResourceExA LoadPackagedLibrary OpenBackupEventLogA OpenBackupEventLogW
    OpenPrivateNamespaceA OpenWaitableTimerA
  `,
  ),
  group(
    'all-ones',
    'winbase',
    `
    FindFirstFileNameTransactedW FindFirstStreamTransactedW OpenCommPort PowerCreateRequest
  `,
  ),
  group(
    'zero',
    'namespaceapi',
    `
    CreateBoundaryDescriptorW CreatePrivateNamespaceW OpenPrivateNamespaceW
  `,
  ),
  group(
    'zero',
    'memoryapi',
    `
    CreateFileMapping2 CreateFileMappingFromApp CreateFileMappingNumaW CreateMemoryResourceNotification
    OpenFileMappingFromApp
  `,
  ),
  group('zero', 'threadpoolapiset', 'CreateThreadpool'),
  group('zero', 'threadpoollegacyapiset', 'SetTimerQueueTimer'),
  group(
    'zero',
    'commctrl',
    `
    CreateMappedBitmap CreateStatusWindowA CreateStatusWindowW CreateToolbarEx CreateUpDownControl
    ImageList_Create ImageList_Duplicate ImageList_GetDragImage ImageList_GetIcon ImageList_LoadImageA
    ImageList_LoadImageW ImageList_Merge ImageList_Read
  `,
  ),
  group('zero', 'dpa_dsa', 'DPA_Clone DPA_Create DPA_CreateEx DSA_Clone DSA_Create'),
  group('zero', 'prsht', 'CreatePropertySheetPageA CreatePropertySheetPageW'),
  group(
    'zero',
    'mmiscapi',
    `
    DrvGetModuleHandle GetDriverModuleHandle OpenDriver mciGetCreatorTask mmioOpenA mmioOpenW
  `,
  ),
  group(
    'zero',
    'shellapi',
    `
    DuplicateIcon ExtractAssociatedIconA ExtractAssociatedIconExA ExtractAssociatedIconExW
    ExtractAssociatedIconW
  `,
  ),
  group(
    'zero',
    'shlobj_core',
    `
    PifMgr_OpenProperties SHChangeNotification_Lock SHCreatePropSheetExtArray
  `,
  ),
  group('zero', 'shlwapi', 'SHAllocShared SHCreateShellPalette SHRegDuplicateHKey'),
  group('zero', 'userenv', 'EnterCriticalPolicySection'),
  group(
    'zero',
    'dbghelp',
    `
    FindDebugInfoFile FindDebugInfoFileEx FindDebugInfoFileExW FindExecutableImage FindExecutableImageEx
    FindExecutableImageExW SymFindDebugInfoFile SymFindDebugInfoFileW SymFindExecutableImage
    SymFindExecutableImageW
  `,
  ),
  group(
    'zero',
    'wininet',
    `
    FindFirstUrlCacheEntryA FindFirstUrlCacheEntryExA FindFirstUrlCacheEntryExW FindFirstUrlCacheEntryW
    FindFirstUrlCacheGroup RetrieveUrlCacheEntryStreamA RetrieveUrlCacheEntryStreamW
  `,
  ),
  group('zero', 'commdlg', 'FindTextA FindTextW ReplaceTextA ReplaceTextW'),
  group(
    'zero',
    'uxtheme',
    `
    GetBufferedPaintDC GetBufferedPaintTargetDC GetThemeSysColorBrush
  `,
  ),
  group(
    'zero',
    'imm',
    `
    ImmAssociateContext ImmCreateContext ImmGetContext ImmGetDefaultIMEWnd ImmInstallIMEA ImmInstallIMEW
  `,
  ),
  group('zero', 'winscard', 'SCardAccessStartedEvent'),
  group('zero', 'setupapi', 'SetupDiGetWizardPage'),
  group(
    'zero',
    'winsock2',
    `
    WSAAsyncGetProtoByName WSAAsyncGetProtoByNumber WSAAsyncGetServByName WSAAsyncGetServByPort
    WSACreateEvent
  `,
  ),
  group('zero', 'wsipv6ok', 'WSAAsyncGetHostByAddr WSAAsyncGetHostByName'),
  group('all-ones', 'winsock2', 'WSAJoinLeaf'),
  group('zero', 'wtsapi32', 'WTSVirtualChannelOpen WTSVirtualChannelOpenEx'),
  group('zero', 'wincon', 'GetConsoleWindow'),
  group('never', 'processthreadsapi', 'GetCurrentThread'),
  group(
    'never',
    'winuser',
    `
    GetDesktopWindow GetKeyboardLayout GetThreadDpiAwarenessContext GetWindowDpiAwarenessContext
  `,
  ),
  group('never', 'wtsapi32', 'WTSOpenServerA WTSOpenServerW'),
  group('never', 'wincrypt', 'CertDuplicateStore'),
]
