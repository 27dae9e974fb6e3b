import { cut, ofStructs } from '../cause-groups.ts'
import { compiledIn } from './compiled.ts'
import { type LineDescription, marshalledIn, withFirst } from './marshalled.ts'
import { onesMistakeOf, structMistakeOf, openMistakeOf, placeOrType, memberOf } from './members.ts'
import { ofArguments, badArgument, sizeOfAll } from '../phrases/arguments.ts'
import { signExtended, besideVariable, ofPascalStream, ofCorruption } from '../phrases/builds.ts'
import { ofOtherBuild, otherWidth, inheritable, ofStartup } from '../phrases/processes.ts'
import {
  staleError,
  lostError,
  zeroIsValid,
  otherCode,
  ownLastError,
} from '../phrases/last-errors.ts'
import {
  inEvent,
  movedOverlapped,
  closedTwice,
  uncleared,
  releasedOverlapped,
  movedPending,
  usedAfter,
  closedPending,
} from '../phrases/lives.ts'
import { closer, ofDescriptor, ofGdiFormat, closesNoHandle } from '../phrases/kinds.ts'
import {
  negativeResult,
  negativeHandle,
  asksValidity,
  returnsOnes,
  sentinel,
  unchecked,
  ofStream,
  takesOnes,
  wrongCheck,
  returnsOnFailure,
  passesAsValid,
  ones32,
} from '../phrases/checks.ts'

import { isOfLong, longAsPointer } from '../phrases/longs.ts'
import { ofStack, convention } from '../phrases/conventions.ts'
import {
  fixedSize,
  narrowMembers,
  structFor64,
  size,
  sizeOfNamed,
  ofStructMember,
} from '../phrases/structs.ts'

import {
  narrowToWide,
  rightIn32,
  ofInstance,
  isTooWide,
  isLongForShort,
  ofShared,
  ofPredefinedKey,
  ofPseudo,
  dirtyResult,
  ofTruth,
  dirtyArgument,
  undeclared,
  withoutTypes,
  packedNarrow,
  narrowArray,
  refusedValue,
  inDouble,
  alias,
  computedNarrow,
  ofMask,
  ofShortId,
  castNarrow,
  ofWindowLong,
  narrow,
  wide,
  shouldBe,
  loses,
  ofHandle,
  asNarrow,
  shownCut,
  noRoom,
  notFor64,
  declaredWide,
  declaredNarrow,
} from '../phrases/width.ts'
import {
  otherPointer,
  extraBytes,
  outsideBounds,
  above4Gb,
  keptNarrow,
  largeSize,
  ofParameter,
} from '../phrases/values.ts'

import { goesOn } from './wrapped.ts'

const ofOpens = ['failed-open', 'sentinel-mismatch'] as const

type Reader = (line: string, before: string, behind: string) => LineDescription | undefined

/** In the order in which they count. A line is quoted for the first that it fits. */
export const lineReaders: readonly Reader[] = [
  line => marshalledIn(line),
  (line, _, behind) => compiledIn(line, behind),
  line =>
    ofStack.test(line)
      ? withFirst(['calling-convention', 'struct-layout-shrunk'], 'calling-convention')
      : undefined,
  line => (signExtended.test(line) ? withFirst(cut, 'return-truncated') : undefined),
  line =>
    besideVariable.test(line)
      ? withFirst([...ofStructs, 'field-narrowed'], 'struct-layout-shrunk')
      : undefined,
  line =>
    ofPascalStream.test(line) ? withFirst(['no-console', 'wrong-kind'], 'no-console') : undefined,
  line =>
    otherPointer.test(line)
      ? withFirst(['field-narrowed', 'type-alias', 'arg-overflow-raise'], 'field-narrowed')
      : undefined,
  line =>
    staleError.test(line) || zeroIsValid.test(line)
      ? withFirst(['stale-last-error'], undefined)
      : undefined,
  line =>
    lostError.test(line) || otherCode.test(line) || ownLastError.test(line)
      ? withFirst(['last-error-lost', 'stale-last-error'], 'last-error-lost')
      : undefined,
  line =>
    isTooWide(line) || isLongForShort.test(line)
      ? withFirst(['too-wide', 'type-alias'], 'too-wide')
      : undefined,
  line => (ofShared.test(line) ? withFirst(['shared-prototype-pollution'], undefined) : undefined),
  line =>
    ofPredefinedKey.test(line) ? withFirst(['hkey-not-sign-extended'], undefined) : undefined,
  line =>
    ofPseudo.test(line)
      ? withFirst(['pseudo-handle', 'sentinel-mismatch'], 'pseudo-handle')
      : undefined,
  line =>
    dirtyResult.test(line)
      ? withFirst(['return-upper-undefined', 'too-wide'], 'return-upper-undefined')
      : undefined,
  line =>
    ofTruth.test(line)
      ? withFirst(['return-upper-undefined', 'type-alias'], 'return-upper-undefined')
      : undefined,
  line => (ones32.test(line) ? withFirst(ofOpens, onesMistakeOf(line)) : undefined),
  line =>
    dirtyArgument.test(line) || extraBytes.test(line)
      ? withFirst(['arg-upper-garbage'], undefined)
      : undefined,
  line => (undeclared.test(line) ? withFirst(cut, 'return-truncated') : undefined),
  line =>
    withoutTypes.test(line)
      ? withFirst(['arg-truncated', 'arg-upper-garbage', 'arg-overflow-raise'], 'arg-truncated')
      : undefined,
  line =>
    packedNarrow.test(line) || narrowArray.test(line)
      ? withFirst(['field-narrowed'], undefined)
      : undefined,
  line =>
    refusedValue.test(line) || outsideBounds.test(line)
      ? withFirst(
          ['arg-overflow-raise', 'narrowing-throws', 'field-narrowed'],
          'arg-overflow-raise',
        )
      : undefined,
  line => (inEvent.test(line) ? withFirst(['hevent-misuse'], undefined) : undefined),
  line =>
    uncleared.test(line)
      ? withFirst(['bad-parameter', 'hevent-misuse'], 'bad-parameter')
      : undefined,
  line =>
    [movedOverlapped, releasedOverlapped, movedPending].some(pattern => pattern.test(line))
      ? withFirst(['overlapped-moved'], undefined)
      : undefined,
  line =>
    closedPending.test(line)
      ? withFirst(['overlapped-moved', 'closed-handle'], 'overlapped-moved')
      : undefined,
  line =>
    narrowMembers.test(line)
      ? withFirst([...ofStructs, 'field-narrowed'], 'struct-layout-shrunk')
      : undefined,
  line => (inDouble.test(line) ? withFirst(['number-encoding'], undefined) : undefined),
  line =>
    closer.test(line) || ofDescriptor.test(line) || ofGdiFormat.test(line)
      ? withFirst(['wrong-kind'], undefined)
      : undefined,
  line => (negativeResult.test(line) ? withFirst(cut, 'return-truncated') : undefined),
  line =>
    negativeHandle.test(line)
      ? withFirst(
          ['type-alias', 'number-encoding', 'sentinel-mismatch', 'narrowing-throws'],
          'type-alias',
        )
      : undefined,
  line =>
    otherWidth.test(line) || ofOtherBuild.test(line)
      ? withFirst(['process-bitness'], undefined)
      : undefined,
  (line, before) =>
    isOfLong(line, before)
      ? withFirst(['type-alias', 'arg-truncated', 'field-narrowed', 'too-wide'], 'type-alias')
      : undefined,
  line =>
    longAsPointer.test(line)
      ? withFirst(['type-alias', 'arg-truncated', 'field-narrowed'], 'arg-truncated')
      : undefined,
  line => (alias.test(line) ? withFirst(['type-alias', 'too-wide'], 'type-alias') : undefined),
  line =>
    inheritable.test(line) || ofStartup.test(line)
      ? withFirst(['inheritance'], undefined)
      : undefined,
  line =>
    closesNoHandle.test(line)
      ? withFirst(['wrong-kind', 'closed-handle'], 'wrong-kind')
      : undefined,
  line => (usedAfter.test(line) ? withFirst(['closed-handle'], undefined) : undefined),
  line => (closedTwice.test(line) ? withFirst(['closed-handle'], undefined) : undefined),
  line => (computedNarrow.test(line) ? withFirst(cut, 'arg-truncated') : undefined),
  line => (convention.test(line) ? withFirst(['calling-convention'], undefined) : undefined),
  line =>
    size.test(line) || sizeOfNamed.test(line) || fixedSize.test(line) || structFor64.test(line)
      ? withFirst(ofStructs, structMistakeOf(line))
      : undefined,
  line =>
    asksValidity.test(line) ||
    wrongCheck.test(line) ||
    returnsOnFailure.test(line) ||
    passesAsValid.test(line)
      ? withFirst(ofOpens, 'sentinel-mismatch')
      : undefined,
  line => (returnsOnes.test(line) ? withFirst(ofOpens, 'failed-open') : undefined),
  line =>
    (sentinel.test(line) || unchecked.test(line)) && !ofStream.test(line) && !takesOnes.test(line)
      ? withFirst(ofOpens, openMistakeOf(line))
      : undefined,
  line =>
    badArgument.test(line) || sizeOfAll.test(line) || ofArguments.test(line)
      ? withFirst(['bad-parameter'], undefined)
      : undefined,
  // .NET checks what ToInt32 gives; others cut.
  line =>
    /\bTo(?:U?Int32)\(\)/.test(line) && !/\bunchecked\b/.test(line)
      ? withFirst(['narrowing-throws'], undefined)
      : undefined,
  (line, before) =>
    narrowToWide.test(line) || rightIn32.test(line) || goesOn(before, line, rightIn32)
      ? withFirst(cut, placeOrType(line))
      : undefined,
  line => (ofInstance.test(line) ? withFirst(cut, 'return-truncated') : undefined),
  line =>
    ofMask.test(line) || ofShortId.test(line) ? withFirst(cut, 'field-narrowed') : undefined,
  line =>
    castNarrow.test(line) || ofWindowLong.test(line) ? withFirst(cut, 'arg-truncated') : undefined,
  (line, before) =>
    (narrow.test(line) || (wide.test(line) && shouldBe.test(line))) &&
    (ofStructMember.test(line) || ofStructMember.test(before))
      ? withFirst([...ofStructs, 'field-narrowed'], 'struct-layout-shrunk')
      : undefined,
  line =>
    (loses.test(line) && ofHandle.test(line)) ||
    [narrow, asNarrow, shownCut].some(pattern => pattern.test(line))
      ? withFirst(cut, memberOf(line))
      : undefined,
  line =>
    [noRoom, above4Gb, keptNarrow].some(pattern => pattern.test(line))
      ? withFirst(cut, 'field-narrowed')
      : undefined,
  line =>
    largeSize.test(line) ? { ...withFirst(cut, 'field-narrowed'), isWeak: true } : undefined,
  line => (notFor64.test(line) ? { ...withFirst(cut, 'arg-truncated'), isWeak: true } : undefined),
  line =>
    wide.test(line) && shouldBe.test(line) && !declaredWide.test(line)
      ? withFirst(cut, memberOf(line))
      : undefined,
  line => (ofParameter.test(line) ? withFirst(cut, 'arg-truncated') : undefined),
  line => (declaredNarrow.test(line) ? withFirst(cut, memberOf(line)) : undefined),
  // What was written behind its end: a struct that is too short, among others.
  line =>
    ofCorruption.test(line)
      ? { ...withFirst(ofStructs, 'struct-size-constant'), isWeak: true as const }
      : undefined,
]
