import { gated } from '../patterns/gated.ts'

/** A path in quotation marks that is none of another system. */
const inQuotes = /['"“”„«‘’「](?!\/).{1,300}?['"“”»‘’」]/.source

/** A sentence of Windows into which .NET puts the path, by its code and its languages. https://github.com/dotnet/runtime/blob/main/src/libraries/System.Private.CoreLib/src/Resources/Strings.resx */
const sentences: readonly (readonly [code: string, pattern: string])[] = [
  [
    '32',
    [
      `process cannot access the file ${inQuotes} because it is being used`,
      `nicht auf die Datei ${inQuotes} zugreifen, da sie`,
      `acc.{1,3}der au fichier ${inQuotes},? car il est`,
      `acceso al archivo ${inQuotes} porque est`,
      `accedere al file ${inQuotes} perch`,
      `acessar o arquivo ${inQuotes} porque`,
      `доступ к файлу ${inQuotes}, так как`,
      `文件 ?${inQuotes} ?正由另一进程使用`,
      `プロセスはファイル ?${inQuotes} ?にアクセスできません`,
    ].join('|'),
  ],
  [
    '3',
    [
      `find a part of the path ${inQuotes}`,
      `Teil des Pfades ${inQuotes} konnte nicht`,
      `trouver une partie du chemin d'acc.{1,3}s ${inQuotes}`,
      `encontrar una parte de la ruta de acceso ${inQuotes}`,
      `найти часть пути ${inQuotes}`,
      `未能找到路径 ?${inQuotes} ?的一部分`,
    ].join('|'),
  ],
  [
    '5',
    [
      `Zugriff auf den Pfad ${inQuotes} wurde verweigert`,
      `acc.{1,3}s au chemin ${inQuotes} est refus`,
      `Se ha denegado el acceso a la ruta de acceso ${inQuotes}`,
      `Accesso al percorso ${inQuotes} negato`,
      `Отказано в доступе по пути ${inQuotes}`,
      `对路径 ?${inQuotes} ?的访问被拒绝`,
      `Zugriff auf den Anschluss ${inQuotes} wurde verweigert`,
      `acc.{1,3}s au port ${inQuotes} est refus`,
      `acceso al puerto ${inQuotes}`,
      `Accesso alla porta ${inQuotes} negato`,
      `acesso à porta ${inQuotes} foi negado`,
      `Доступ к порту ${inQuotes} (?:закрыт|запрещ)`,
      `对端口 ?${inQuotes} ?的访问被拒绝`,
      `ポート ?${inQuotes} ?へのアクセスが拒否`,
    ].join('|'),
  ],
]

/** The loader of .NET, of VBA and of Windows itself, of a function that a DLL has not. */
const ofEntryPoints = gated(
  /\b[Uu]nable to find an entry point named ['"‘“`]\w{3,60}/,
  /\b[Tt]he procedure entry point \w{3,60} could not be located\b/,
)

const patterns = sentences.map(
  ([code, pattern]) => [code, gated(new RegExp(pattern, 'i'))] as const,
)

/** The code behind a sentence of a runtime that has a path in the middle. */
export function runtimeSentenceIn(
  line: string,
): { readonly outcome: string; readonly at: number } | undefined {
  for (const [outcome, pattern] of patterns) {
    const at = pattern.exec(line)?.index
    if (at !== undefined) return { outcome, at }
  }
  const at = ofEntryPoints.exec(line)?.index
  return at === undefined ? undefined : { outcome: '127', at }
}
