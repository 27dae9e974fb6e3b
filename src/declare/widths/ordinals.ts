/**
 * Parameters that take text or, in its low word, a number: MAKEINTATOM for the class of a window, MAKEINTRESOURCE for
 * a resource, an ordinal for an export. From the section "Parameters" of the pages of these functions
 * (https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-makeintresourcew and its neighbours).
 */
const parameters: Readonly<Record<string, readonly string[]>> = {
  lpClassName: [
    'CreateWindow',
    'CreateWindowEx',
    'FindWindow',
    'GetClassInfo',
    'GetClassInfoEx',
    'UnregisterClass',
  ],
  lpszClass: ['FindWindowEx', 'GetClassInfo', 'GetClassInfoEx'],
  lpCursorName: ['LoadCursor'],
  lpIconName: ['LoadIcon'],
  lpBitmapName: ['LoadBitmap'],
  lpMenuName: ['LoadMenu'],
  lpTableName: ['LoadAccelerators'],
  lpProcName: ['GetProcAddress'],
  lpTemplateName: ['CreateDialogParam', 'DialogBoxParam'],
  lpszName: ['LoadIconWithScaleDown'],
  pszName: ['LoadIconMetric', 'LoadIconWithScaleDown'],
  name: ['LoadImage'],
  lpName: ['FindResource', 'FindResourceEx', 'UpdateResource', 'EnumResourceLanguages'],
  lpType: [
    'FindResource',
    'FindResourceEx',
    'UpdateResource',
    'EnumResourceLanguages',
    'EnumResourceNames',
  ],
  lpString: ['GetProp', 'SetProp', 'RemoveProp'],
  lpbmp: ['ImageList_LoadImage'],
  lpVerb: ['InvokeVerb'],
  lpszStoreProvider: ['CertOpenStore'],
}

/** Whether a parameter takes a number in the place of text. */
export function takesOrdinal(functionName: string, parameter: string): boolean {
  const known = Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined
  return known?.includes(functionName.replace(/[AW]$/, '')) ?? false
}
