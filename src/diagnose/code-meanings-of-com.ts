import { taken, type Group } from './code-meaning.ts'
import { odds } from './support/rule.ts'

/** HRESULTs of COM, and codes of setupapi.h. https://learn.microsoft.com/en-us/windows/win32/com/com-error-codes-1 */
export const ofResults: readonly Group[] = [
  [
    `0x80040154 REGDB_E_CLASSNOTREG 0x8002801D TYPE_E_LIBNOTREGISTERED`,
    {
      classes: ['process-bitness', 'failed-open'],
      odds: odds.told,
      text: 'what is registered for processes of one width is not there for those of the other, or it is not registered at all',
    },
  ],
  [
    `0xE0000235 ERROR_IN_WOW64`,
    {
      classes: ['process-bitness'],
      odds: odds.told,
      text: 'a process of 32 bits may not do this in Windows of 64 bits',
    },
  ],
  [
    `0x80010001 RPC_E_CALL_REJECTED 0x8001010A RPC_E_SERVERCALL_RETRYLATER`,
    {
      ...taken,
      odds: odds.told,
      text: 'the program on the other side is busy and refuses the call',
    },
  ],
  [
    `0x80010108 RPC_E_DISCONNECTED 0x80010007 RPC_E_SERVER_DIED 0x80010012 RPC_E_SERVER_DIED_DNE
     0x800401FD CO_E_OBJNOTCONNECTED 0x800401FF CO_E_RELEASED 0x80030102 STG_E_REVERTED`,
    {
      classes: ['closed-handle'],
      odds: odds.named,
      text: 'the object, or the program that had it, is gone: it was released, or it ended',
    },
  ],
  [
    `0x800401F0 CO_E_NOTINITIALIZED 0x80010106 RPC_E_CHANGED_MODE 0x8001010E RPC_E_WRONG_THREAD
     0x8001010D RPC_E_CANTCALLOUT_ININPUTSYNCCALL 0x80004002 E_NOINTERFACE 0x80004001 E_NOTIMPL
     0x80020003 DISP_E_MEMBERNOTFOUND 0x80020004 DISP_E_PARAMNOTFOUND 0x80020006 DISP_E_UNKNOWNNAME
     0x8002000B DISP_E_BADINDEX 0x8002000E DISP_E_BADPARAMCOUNT 0x80040064 DV_E_FORMATETC
     0xE000020B ERROR_NO_SUCH_DEVINST 0xE0000204 ERROR_KEY_DOES_NOT_EXIST`,
    {
      classes: ['bad-parameter'],
      odds: odds.told,
      text: 'the code is said of an object that does not have what was asked for, or was called from where it cannot be',
    },
  ],
]
