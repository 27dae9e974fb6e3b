import t from 'tap'
import { parseOsRelease, readSystemName } from '../../../src/setup/system.ts'

const cases = [
  {
    title: 'Debian 12',
    text: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_CODENAME=bookworm\nID=debian\n',
    expected: {
      family: 'debian',
      title: 'Debian GNU/Linux 12 (bookworm)',
      codename: 'bookworm',
      isUbuntu: false,
    },
  },
  {
    title: 'Ubuntu 24.04',
    text: 'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n',
    expected: { family: 'debian', title: 'Ubuntu 24.04.1 LTS', codename: 'noble', isUbuntu: true },
  },
  {
    title: 'Linux Mint',
    text: 'ID=linuxmint\nID_LIKE="ubuntu debian"\nPRETTY_NAME="Linux Mint 22"\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble\n',
    expected: { family: 'debian', title: 'Linux Mint 22', codename: 'noble', isUbuntu: true },
  },
  {
    title: 'Fedora',
    text: 'NAME="Fedora Linux"\nID=fedora\nPRETTY_NAME="Fedora Linux 42"\nVERSION_CODENAME=""\n',
    expected: { family: 'fedora', title: 'Fedora Linux 42', codename: '', isUbuntu: false },
  },
  {
    title: 'a relative of RHEL',
    text: 'ID="rocky"\nID_LIKE="rhel centos fedora"\nPRETTY_NAME=\'Rocky Linux 9\'\n',
    expected: { family: 'fedora', title: 'Rocky Linux 9', codename: '', isUbuntu: false },
  },
  {
    title: 'Arch',
    text: 'ID=arch\nPRETTY_NAME="Arch Linux"\n',
    expected: { family: 'arch', title: 'Arch Linux', codename: '', isUbuntu: false },
  },
  {
    title: 'an unknown one',
    text: 'ID=nixos\n',
    expected: { family: 'other', title: 'this system', codename: '', isUbuntu: false },
  },
  {
    title: 'nothing',
    text: '',
    expected: { family: 'other', title: 'this system', codename: '', isUbuntu: false },
  },
  {
    title: 'a codename that is no word',
    text: 'ID=debian\nVERSION_CODENAME="x; rm -rf /"\n',
    expected: { family: 'debian', title: 'this system', codename: '', isUbuntu: false },
  },
] as const

for (const { title, text, expected } of cases) {
  t.test(`parseOsRelease() reads ${title}`, async t => {
    t.same(parseOsRelease(text), expected)
  })
}

t.equal(readSystemName('darwin').family, 'macos', 'readSystemName() knows macOS without a file')
