import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/procthread/inheritance */
export const cure: Cure = {
  title:
    'Give a child process each of its standard streams; let it inherit none that may be missing',
  ctypes: `
import subprocess

# stdin=None would duplicate the standard input of this process, which a service or pythonw does not have
subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)`,
  koffi: `
import { spawn } from 'node:child_process'

const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'] }) // not 'inherit'`,
  pinvoke: `
var start = new ProcessStartInfo(command)
{
    UseShellExecute = false,
    RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true
};
using Process child = Process.Start(start);`,
  vba: `
' Office has no standard streams: let the shell open them for the child
CreateObject("WScript.Shell").Run "cmd /c " & command & " < NUL > """ & logPath & """ 2>&1", 0, True`,
  vbnet: `
Dim start As New ProcessStartInfo(command) With {.UseShellExecute = False,
    .RedirectStandardInput = True, .RedirectStandardOutput = True, .RedirectStandardError = True}
Dim child As Process = Process.Start(start)`,
  powershell: `
$start = [Diagnostics.ProcessStartInfo]@{ FileName = $command; UseShellExecute = $false
    RedirectStandardInput = $true; RedirectStandardOutput = $true; RedirectStandardError = $true }
$child = [Diagnostics.Process]::Start($start)`,
  ahk: `
; a script has no standard streams: let the shell open them for the child
RunWait(A_ComSpec ' /c ' command ' < NUL > "' logPath '" 2>&1',, "Hide")`,
  java: `
Process child = new ProcessBuilder(command)
    .redirectInput(ProcessBuilder.Redirect.from(new File("NUL"))) // not inheritIO()
    .redirectOutput(ProcessBuilder.Redirect.PIPE).redirectErrorStream(true).start();`,
  lua: `
os.execute(command .. ' < NUL > "' .. logPath .. '" 2>&1') -- cmd opens the streams of the child`,
  cffi: `
import subprocess

# stdin=None would duplicate the standard input of this process, which a service or pythonw does not have
subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)`,
  mql: `
#import "shell32.dll"
long ShellExecuteW(long hwnd, string lpOperation, string lpFile, string lpParameters, string lpDirectory, int nShowCmd);
#import

// a terminal has no standard streams: let the shell open them for the child
ShellExecuteW(0, "open", "cmd.exe", "/c " + command + " < NUL > log.txt 2>&1", "", 0);`,
}
