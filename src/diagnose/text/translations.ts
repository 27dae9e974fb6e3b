/**
 * What Windows says of the codes 6, 2 and 5 in the languages it comes in. A letter beyond ASCII may have been
 * spoiled on the way through a console: it counts as any one to three characters.
 */
const sentences: Readonly<Record<'6' | '2' | '5', readonly string[]>> = {
  6: [
    'The handle is invalid',
    'Das Handle ist ungültig',
    'Descripteur non valide',
    'Controlador no válido',
    'El controlador no es válido',
    'Handle non valido',
    'Identificador inválido',
    'De ingang is ongeldig',
    'Неверный дескриптор',
    'Неправильний дескриптор',
    'Nieprawidłowe dojście',
    'Neplatný popisovač',
    'A leíró érvénytelen',
    'Tanıtıcı geçersiz',
    'İşleyici geçersiz',
    'Referensen är felaktig',
    'Ogiltig referens',
    'ハンドルが無効です',
    '句柄无效',
    '控制代碼無效',
    '핸들이 잘못되었습니다',
  ],
  2: [
    'The system cannot find the',
    'Das System kann die angegebene Datei nicht finden',
    'Le fichier spécifié est introuvable',
    'El sistema no puede encontrar el archivo especificado',
    'Impossibile trovare il file specificato',
    'O sistema não pode encontrar o arquivo especificado',
    'Не удается найти указанный файл',
    'Nie można odnaleźć określonego pliku',
    '指定されたファイルが見つかりません',
    '系统找不到指定的文件',
    '系統找不到指定的檔案',
    '지정된 파일을 찾을 수 없습니다',
  ],
  5: [
    'Access is denied',
    'Zugriff verweigert',
    'Accès refusé',
    'Acceso denegado',
    'Accesso negato',
    'Acesso negado',
    'Отказано в доступе',
    'Odmowa dostępu',
    'アクセスが拒否されました',
    '拒绝访问',
    '存取被拒',
    '액세스가 거부되었습니다',
  ],
}

function patternOf(sentence: string): string {
  const isLatin = /[A-Za-z]/.test(sentence)
  return [...sentence]
    .map(letter =>
      isLatin && letter.charCodeAt(0) > 0x7f
        ? '.{1,3}'
        : letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
}

/** The sentence of a code, in any of the languages. */
export function sentenceOf(code: '6' | '2' | '5'): RegExp {
  return new RegExp(sentences[code].map(patternOf).join('|'), 'i')
}
