import t from 'tap'
import {
  errorName,
  ERROR_INVALID_HANDLE,
  ERROR_IO_PENDING,
  ntStatusName,
} from '../../../../src/declare/win32/errors.ts'

t.test('errorName() names the codes of the table and numbers the others', async t => {
  t.equal(errorName(ERROR_INVALID_HANDLE), 'ERROR_INVALID_HANDLE')
  t.equal(errorName(ERROR_IO_PENDING), 'ERROR_IO_PENDING')
  t.equal(errorName(2), 'ERROR_FILE_NOT_FOUND')
  t.equal(errorName(31337), 'error 31337')
  t.equal(errorName(-1), 'error -1')
})

t.test('ntStatusName() takes signed and unsigned numbers', async t => {
  t.equal(ntStatusName(0xc0000008), 'STATUS_INVALID_HANDLE')
  t.equal(ntStatusName(0xc0000008 | 0), 'STATUS_INVALID_HANDLE')
  t.equal(ntStatusName(0xc0000024), 'STATUS_OBJECT_TYPE_MISMATCH')
  t.equal(ntStatusName(0xc1234567), '0xC1234567')
  t.equal(ntStatusName(1), '0x00000001')
})
