/**
 * Exports whose names have no A or W although the headers declare both, taken from the export tables of Wine 8's DLLs,
 * which have them because Windows' have. Each is the one for narrow text.
 */
const plainNames: ReadonlySet<string> = new Set(
  `BroadcastSystemMessage CallMsgFilter CreatePropertySheetPage CreateStatusWindow DeleteUrlCacheEntry
  DoEnvironmentSubst DragQueryFile DrawStatusText ExtractIconEx GetAltTabInfo GetBinaryType GetGlyphOutline
  GetKerningPairs GetWindowModuleFileName ILCreateFromPath ImageList_LoadImage ImmGetCompositionString
  InstallHinfSection InternetConfirmZoneCrossing InternetDial InternetGetConnectedStateEx InternetGoOnline
  InternetSetDialState InternetSetStatusCallback InternetTimeFromSystemTime InternetTimeToSystemTime IsDialogMessage
  IsLFNDrive NotifyServiceStatusChange PdhOpenQuery PlaySound PropertySheet RealGetWindowClass ReplaceFile
  SHBrowseForFolder SHFileOperation SHGetFileInfo SHGetNewLinkInfo SHGetPathFromIDList SetUrlCacheEntryGroup
  SetupCommitFileQueue SetupDefaultQueueCallback SetupScanFileQueue ShellExecuteEx Shell_NotifyIcon
  TranslateAccelerator UnlockUrlCacheEntryFile UpdateICMRegKey WNetRestoreConnection lstrcat lstrcmp lstrcmpi lstrcpy
  lstrcpyn lstrlen`.split(/\s+/),
)

/** The one function without text of which the headers of the table have an A and a W, and win32metadata has not. */
const withoutText = 'GetSpoolFileHandle'

/** The function for narrow text that a DLL exports under a name without A; undefined where it exports none. */
export function narrowNameOf(name: string): string | undefined {
  return plainNames.has(name) || name === withoutText ? `${name}A` : undefined
}
