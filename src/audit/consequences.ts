/**
 * What follows from a wrong declaration, in words. What is said here of handles and structs was measured by the
 * probes named in brackets; `handle-width explain PROBE` shows the measurements.
 */
export const consequences = {
  tolerated:
    'works by a guarantee of the platform: a kernel handle has 32 significant bits, so nothing is lost when it is truncated and extended again [handle-u32, handle-i32]',
  toleratedUser:
    'works by a guarantee of the platform as long as the value is sign-extended: window and GDI handles have 32 significant bits',
  luckySocket:
    'works by a guarantee of the platform where the socket is a kernel handle (32 significant bits), as those of the providers of Windows are; a layered provider may return wider values',
  lostSentinel:
    'the handle itself is not harmed (32 significant bits), but INVALID_HANDLE_VALUE arrives as 4294967295: a failed open goes unnoticed and the next call reports error 6 instead of the true error [sentinel-u32]',
  toleratedRegistry:
    'works by a guarantee of the platform for a key that was opened (32 significant bits); a zero-extended predefined key is accepted too, which nothing guarantees',
  pseudoCut:
    '-1, the pseudo handle, is read as 4294967295 and passed on as 0x00000000FFFFFFFF, which is not a pseudo handle: error 6 each time [pseudo-handle-u32]',
  pseudoSigned:
    '-1, the pseudo handle, stays -1 in the program; it is a pseudo handle again only if the next parameter is declared as wide as a pointer [pseudo-handle-i32]',
  negativeUndeclared:
    '-1 arrives as 0x00000000FFFFFFFF, which is neither the pseudo handle nor INVALID_HANDLE_VALUE: error 6 [pseudo-handle-i32]',
  negativeNumber: '-1 arrives as 0x00000000FFFFFFFF, which is another number in 64 bits',
  negativeWindow:
    '-1, -2 or -3 arrives with zeros in its upper half, which is not one of the special windows (HWND_TOPMOST, HWND_NOTOPMOST, HWND_MESSAGE) as the headers write them; expected to be refused with error 1400, not measured',
  contextExtended:
    'the five contexts that the headers name are -1 to -5, and arrive sign-extended as they are written there',
  contextZeroed:
    'the five contexts that the headers name are -1 to -5: with zeros in the upper half it is another number, and no document says whether Windows checks it',
  contextCut:
    'a context is an opaque value of the width of a pointer: no document says that its upper half is unused',
  callbackConvention:
    'on ia32 the arguments are not removed from the stack when the callback returns: the caller continues with a wrong stack pointer and crashes',
  threadConvention:
    'on ia32 the argument is not removed from the stack when the routine returns; the thread then ends, so its wrong stack pointer rarely matters, but nothing guarantees that',
  callbackCount:
    'the callback is called with another number of arguments: it reads leftovers, and on ia32 the stack is wrong when it returns',
  misspelt: 'ctypes ignores this attribute, so it declares nothing',
  unread: 'no harm as long as the result is not used',
  fieldInPadding:
    'the fields after it are right, because padding follows it; its own upper bytes are lost, and read from that padding: right as long as the padding holds zeros and the value fits',
  olderForm:
    "an older form of the struct ends there: right where its size field says so, and too short where today's is needed",
  readBeyondStruct: 'it is read beyond the end of what Windows wrote: its upper part is leftovers',
  partial:
    'where the program allocates one, it is shorter than what Windows writes; one that Windows allocated can be read',
  crash:
    'the upper 32 bits are lost: a wrong result or a crash as soon as the address is above 4 GiB',
  carriesPointer: 'the upper 32 bits are lost: a pointer that is passed in it is wrong above 4 GiB',
  cutInteger: 'values that need more bits are truncated',
  reserved: 'no harm as long as 0 is passed: the parameter is reserved',
  boolNarrow: 'a TRUE whose low byte is 0 reads as FALSE: BOOL is any non-zero 32-bit number',
  upperUndefined:
    'the function leaves the upper part of the register undefined: a FALSE or an error code may read as something else',
  upperGarbage:
    'on ia32 the upper half comes from another register: the value is garbage and no failure value is ever recognised',
  widenedHarmless: 'no harm in 64-bit processes: the function uses the lower part of the slot only',
  shifted: 'on ia32 it takes two stack slots instead of one: every following argument is misread',
  shiftedLess:
    'on ia32 it takes fewer stack bytes than the function removes: every following argument is misread',
  pointerForInteger:
    'an address is passed where a 32-bit number is expected: the function sees the lower half of the address',
  classMismatch:
    'integers and floating-point numbers are passed in different registers: the function sees leftovers',
  byValue: 'the function sees another struct: the following arguments are misread',
  byAddress:
    'works by a rule of the calling convention: a struct of that size is passed by the address of a copy; NULL cannot be passed',
  byAddressOfCopy:
    'a struct of that size is passed by the address of a copy: what the function writes is lost, and NULL cannot be passed',
  resultOfVoid: 'the value is whatever was left in the register',
  tooFew: 'the missing arguments are leftovers',
  tooMany: 'the additional arguments are ignored in 64-bit processes',
  noExport: 'looking it up fails: the names without A or W are macros of the headers',
  notOnIa32:
    'looking it up fails in a 32-bit process: there it is a macro for the function without Ptr',
  text: 'text is read and written with the wrong character width: garbled names, and a function that writes text writes twice as much or half as much as the buffer has',
  overwritten: 'the function writes beyond the variable: memory next to it is overwritten',
  readBeyond: 'the function reads beyond the variable: the upper part is leftovers',
  readHandles:
    'the function reads the upper half of a handle beyond it: from the next one in an array, otherwise leftovers; that is error 6 [upper-half-garbage]',
  keepsOld: 'the function writes the lower part only: the rest keeps what was there before',
  aliasNarrow: 'every declaration that uses the name is as narrow',
  aliasInStruct:
    'in a struct, or where a pointer points to it, a field or variable of this type is too short',
  aliasWide: 'every declaration that uses the name is as wide',
  structShrunk:
    'the function reads and writes beyond the struct: memory is overwritten, and the fields after the wrong one are read from the wrong place; with OVERLAPPED that is error 6 on the first call that waits [overlapped-32]',
  pointerForArray:
    'an address lies where the elements themselves belong: the function takes it for the first elements, and what it writes there is taken for an address',
  ownArray:
    'no harm as long as the program alone fills and reads it: passed to a function, or copied from memory, it has an address where the elements belong',
  structShifted: 'this field and those after it are read from the wrong place',
  structGrown:
    'what the function reads and writes does not line up with the fields, and a size field filled from the declaration is refused',
  structLonger:
    'no harm where one is passed by its address, because nothing reads beyond it; in an array of them, all but the first are at the wrong place',
  statedSize: 'the function refuses the struct (error 1784 or 87)',
  statedSizeOfEntry: 'the first entry is not returned: Process32First or Module32First fails',
  statedSizeOfDialog: 'the dialog box does not open: CommDlgExtendedError returns CDERR_STRUCTSIZE',
  statedSizeUnchecked:
    'that is not the size of the struct in this process: a function that checks it fails',
  cutBeforeCompared:
    'ToInt32() and a checked cast throw OverflowException for a value above 2^31, which an address may be',
  sentinel:
    'the comparison never holds: a failure goes unnoticed and a later call reports error 6 instead of the true error [sentinel-u32]',
} as const satisfies Record<string, string>
