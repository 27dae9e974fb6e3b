import { names } from './names.ts'

interface HandleFailures {
  readonly failure: 'all-ones' | 'zero' | 'either' | 'never'
  readonly header: string
  readonly functions: readonly string[]
}

/** Names of functions by how they fail and by their header. */
const functions: Readonly<Record<HandleFailures['failure'], Readonly<Record<string, string>>>> = {
  zero: {
    winuser: `
      ActivateKeyboardLayout BeginPaint ChildWindowFromPoint ChildWindowFromPointEx CopyIcon
      CopyImage CreateAcceleratorTableA CreateAcceleratorTableW CreateCursor CreateDesktopA
      CreateDesktopExA CreateDesktopExW CreateDesktopW CreateDialogIndirectParamA
      CreateDialogIndirectParamW CreateDialogParamA CreateDialogParamW CreateIcon
      CreateIconFromResource CreateIconFromResourceEx CreateIconIndirect CreateMDIWindowA
      CreateMDIWindowW CreateSyntheticPointerDevice CreateWindowStationA CreateWindowStationW
      GetActiveWindow GetAncestor GetCapture GetClipboardOwner GetClipboardViewer GetCursor
      GetDlgItem GetFocus GetForegroundWindow GetLastActivePopup GetMenu GetNextDlgGroupItem
      GetNextDlgTabItem GetOpenClipboardWindow GetParent GetProcessWindowStation GetPropA GetPropW
      GetShellWindow GetSubMenu GetSysColorBrush GetSystemMenu GetThreadDesktop GetTopWindow
      GetWindow LoadAcceleratorsA LoadAcceleratorsW LoadBitmapA LoadBitmapW LoadCursorFromFileA
      LoadCursorFromFileW LoadKeyboardLayoutA LoadKeyboardLayoutW LoadMenuA LoadMenuIndirectA
      LoadMenuIndirectW LoadMenuW MonitorFromPoint MonitorFromRect MonitorFromWindow
      RealChildWindowFromPoint RegisterPowerSettingNotification RegisterSuspendResumeNotification
      RemovePropA RemovePropW SetActiveWindow SetCapture SetClipboardViewer SetCursor SetFocus
      SetParent SetThreadDpiAwarenessContext SetWindowsHookA SetWindowsHookW WindowFromDC
      WindowFromPhysicalPoint WindowFromPoint
    `,
    ddeml: `
      DdeAddData DdeClientTransaction DdeConnect DdeConnectList DdeCreateDataHandle
      DdeCreateStringHandleA DdeCreateStringHandleW DdeNameService DdeQueryNextServer DdeReconnect
    `,
    wingdi: `
      AddFontMemResourceEx CloseEnhMetaFile CloseMetaFile CopyEnhMetaFileA CopyEnhMetaFileW
      CopyMetaFileA CopyMetaFileW CreateBitmap CreateBitmapIndirect CreateBrushIndirect
      CreateColorSpaceA CreateColorSpaceW CreateDIBPatternBrush CreateDIBPatternBrushPt
      CreateDIBitmap CreateDiscardableBitmap CreateEllipticRgn CreateEllipticRgnIndirect
      CreateEnhMetaFileA CreateEnhMetaFileW CreateFontIndirectA CreateFontIndirectExA
      CreateFontIndirectExW CreateFontIndirectW CreateHalftonePalette CreateHatchBrush CreateICA
      CreateICW CreateMetaFileA CreateMetaFileW CreatePalette CreatePatternBrush CreatePenIndirect
      CreatePolyPolygonRgn CreatePolygonRgn CreateRectRgn CreateRectRgnIndirect CreateRoundRectRgn
      ExtCreatePen ExtCreateRegion GetColorSpace GetCurrentObject GetEnhMetaFileA GetEnhMetaFileW
      GetMetaFileA GetMetaFileW GetStockObject PathToRegion ResetDCA ResetDCW SelectPalette
      SetColorSpace SetEnhMetaFileBits SetMetaFileBitsEx SetWinMetaFileBits wglCreateContext
      wglCreateLayerContext wglGetCurrentContext wglGetCurrentDC
    `,
    winspool: 'AddPrinterA AddPrinterW ConnectToPrinterDlg',
    wincrypt: 'CryptGetMessageCertificates PFXImportCertStore',
    objbase: 'CoLoadLibrary',
    ole2: 'OleDuplicateData',
    winbase: `
      CreateBoundaryDescriptorA CreateFileMappingNumaA CreatePrivateNamespaceA CreateSemaphoreExA
      CreateWaitableTimerExA FindResourceExA LoadPackagedLibrary OpenBackupEventLogA
      OpenBackupEventLogW OpenPrivateNamespaceA OpenWaitableTimerA
    `,
    namespaceapi: 'CreateBoundaryDescriptorW CreatePrivateNamespaceW OpenPrivateNamespaceW',
    memoryapi: `
      CreateFileMapping2 CreateFileMappingFromApp CreateFileMappingNumaW
      CreateMemoryResourceNotification OpenFileMappingFromApp
    `,
    threadpoolapiset: 'CreateThreadpool',
    threadpoollegacyapiset: 'SetTimerQueueTimer',
    commctrl: `
      CreateMappedBitmap CreateStatusWindowA CreateStatusWindowW CreateToolbarEx CreateUpDownControl
      ImageList_Create ImageList_Duplicate ImageList_GetDragImage ImageList_GetIcon
      ImageList_LoadImageA ImageList_LoadImageW ImageList_Merge ImageList_Read
    `,
    dpa_dsa: 'DPA_Clone DPA_Create DPA_CreateEx DSA_Clone DSA_Create',
    prsht: 'CreatePropertySheetPageA CreatePropertySheetPageW',
    mmiscapi: `
      DrvGetModuleHandle GetDriverModuleHandle OpenDriver mciGetCreatorTask mmioOpenA mmioOpenW
    `,
    shellapi: `
      DuplicateIcon ExtractAssociatedIconA ExtractAssociatedIconExA ExtractAssociatedIconExW
      ExtractAssociatedIconW
    `,
    shlobj_core: 'PifMgr_OpenProperties SHChangeNotification_Lock SHCreatePropSheetExtArray',
    shlwapi: 'SHAllocShared SHCreateShellPalette SHRegDuplicateHKey',
    userenv: 'EnterCriticalPolicySection',
    dbghelp: `
      FindDebugInfoFile FindDebugInfoFileEx FindDebugInfoFileExW FindExecutableImage
      FindExecutableImageEx FindExecutableImageExW SymFindDebugInfoFile SymFindDebugInfoFileW
      SymFindExecutableImage SymFindExecutableImageW
    `,
    wininet: `
      FindFirstUrlCacheEntryA FindFirstUrlCacheEntryExA FindFirstUrlCacheEntryExW
      FindFirstUrlCacheEntryW FindFirstUrlCacheGroup RetrieveUrlCacheEntryStreamA
      RetrieveUrlCacheEntryStreamW
    `,
    commdlg: 'FindTextA FindTextW ReplaceTextA ReplaceTextW',
    uxtheme: 'GetBufferedPaintDC GetBufferedPaintTargetDC GetThemeSysColorBrush',
    imm: `
      ImmAssociateContext ImmCreateContext ImmGetContext ImmGetDefaultIMEWnd ImmInstallIMEA
      ImmInstallIMEW
    `,
    winscard: 'SCardAccessStartedEvent',
    setupapi: 'SetupDiGetWizardPage',
    winsock2: `
      WSAAsyncGetProtoByName WSAAsyncGetProtoByNumber WSAAsyncGetServByName WSAAsyncGetServByPort
      WSACreateEvent
    `,
    wsipv6ok: 'WSAAsyncGetHostByAddr WSAAsyncGetHostByName',
    wtsapi32: 'WTSVirtualChannelOpen WTSVirtualChannelOpenEx',
    wincon: 'GetConsoleWindow',
  },
  either: {
    wingdi: 'SelectObject',
  },
  'all-ones': {
    winspool: 'CommitSpoolData',
    winbase: `
      FindFirstFileNameTransactedW FindFirstStreamTransactedW OpenCommPort PowerCreateRequest
    `,
    winsock2: 'WSAJoinLeaf',
  },
  never: {
    processthreadsapi: 'GetCurrentThread',
    winuser: `
      GetDesktopWindow GetKeyboardLayout GetThreadDpiAwarenessContext GetWindowDpiAwarenessContext
    `,
    wtsapi32: 'WTSOpenServerA WTSOpenServerW',
    wincrypt: 'CertDuplicateStore',
  },
}

/**
 * The rest of the functions of which win32metadata says that they return a handle: what they return when they fail, or
 * where there is none, such as the window that has the focus. Kept by hand from the section "Return value" of the page of each.
 * Left out are those whose result is a number of 32 bits or less in the guise of a handle (ShellExecute, FindExecutable:
 * an error where it is at most 32; ExtractIcon: 1 where the file has none) and PifMgr_CloseProperties.
 */
export const handleFailures: readonly HandleFailures[] = (
  ['zero', 'all-ones', 'either', 'never'] as const
).flatMap(failure =>
  Object.entries(functions[failure]).map(([header, text]) => ({
    failure,
    header,
    functions: names(text),
  })),
)
