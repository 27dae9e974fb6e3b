import { readMessages } from './message-table.ts'

/**
 * Sentences of services and files as Windows itself says them in other languages, where the two other tables have none or the
 * words of a machine translation: event 7000 and 7009 of the service control manager and the exceptions of java.nio quote
 * them. Each was compared with a quotation in a public repository that gives its code or the program that said it, the French
 * ones also with a list of all messages of a French Windows, and the English ones with Microsoft's list:
 * https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes. One sentence a line: code, language, sentence.
 */
const sentences = `
3 de Das System kann den angegebenen Pfad nicht finden
3 it Impossibile trovare il percorso specificato
3 ru Системе не удается найти указанный путь
3 zh-CN 系统找不到指定的路径
32 de Der Prozess kann nicht auf die Datei zugreifen, da sie von einem anderen Prozess verwendet wird
32 es El proceso no tiene acceso al archivo porque está siendo utilizado por otro proceso
32 it Impossibile accedere al file. Il file è utilizzato da un altro processo
32 pt-BR O arquivo já está sendo usado por outro processo
32 ru Процесс не может получить доступ к файлу, так как этот файл занят другим процессом
32 pl Proces nie może uzyskać dostępu do pliku, ponieważ jest on używany przez inny proces
32 nl Het proces heeft geen toegang tot het bestand omdat het door een ander proces wordt gebruikt
32 zh-CN 另一个程序正在使用此文件，进程无法访问
32 ko 다른 프로세스가 파일을 사용 중이기 때문에 프로세스가 액세스 할 수 없습니다
109 de Die Pipe wurde beendet
183 de Eine Datei kann nicht erstellt werden, wenn sie bereits vorhanden ist
183 fr Impossible de créer un fichier déjà existant
183 es No se puede crear un archivo que ya existe
1053 de Der Dienst antwortete nicht rechtzeitig auf die Start- oder Steuerungsanforderung
1053 fr Le service n’a pas répondu assez vite à la demande de lancement ou de contrôle
1053 es El servicio no respondió a tiempo a la solicitud de inicio o de control
1053 pt-BR O serviço não respondeu à requisição de início ou controle em tempo hábil
1053 ru Служба не ответила на запрос своевременно
1053 zh-CN 服务没有及时响应启动或控制请求
1056 fr Une instance du service s’exécute déjà
1056 ru Одна копия службы уже запущена
1060 de Der angegebene Dienst ist kein installierter Dienst
1060 fr Le service spécifié n’existe pas en tant que service installé
1060 es El servicio especificado no existe como servicio instalado
1060 it Il servizio specificato non esiste come servizio installato
1060 ru Указанная служба не установлена
1060 zh-CN 指定的服务未安装
1062 de Der Dienst wurde nicht gestartet
1062 fr Le service n’a pas été démarré
1062 ru Служба не запущена
1068 de Der Abhängigkeitsdienst oder die Abhängigkeitsgruppe konnte nicht gestartet werden
1068 fr Le service ou le groupe de dépendance n’a pas pu démarrer
1069 en The service did not start due to a logon failure
1069 de Der Dienst konnte wegen einer fehlerhaften Anmeldung nicht gestartet werden
1069 fr L’échec d’une ouverture de session a empêché le démarrage du service
1069 ru Служба не запущена из-за ошибки входа в систему
1168 en Element not found
1168 fr Élément introuvable
`

/** Sentences by code and language. */
export const reportedMessages = readMessages(sentences)
