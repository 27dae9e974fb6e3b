import { readMessages } from './message-table.ts'

/**
 * Sentences as Windows itself says them, where the two other tables have none or the words of a machine translation. Each was
 * found in a public file that gives its code or the program that said it: logs, exceptions, quotations in reports, a list of all
 * messages of a French Windows 10, tables of an older Russian, Chinese, Japanese and Italian one; the English ones were compared
 * with Microsoft's list, https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes. Older and newer versions of
 * Windows have different words for some. One sentence a line: code, language, sentence.
 */
const sentences = `
3 de Das System kann den angegebenen Pfad nicht finden
3 it Impossibile trovare il percorso specificato
3 ru Системе не удается найти указанный путь
3 zh-CN 系统找不到指定的路径
8 de Es ist nicht genügend Speicher verfügbar, um diesen Befehl auszuführen
8 fr Espace insuffisant pour traiter cette commande
8 es Espacio de almacenamiento insuficiente para procesar este comando
8 it Memoria insufficiente per eseguire il comando
8 ru Недостаточно памяти для обработки команды
8 zh-CN 内存资源不足，无法处理此命令
8 zh-CN 存储空间不足，无法处理此命令
8 ja このコマンドを実行するのに十分な記憶域がありません
14 de Für diesen Vorgang ist nicht genügend Arbeitsspeicher verfügbar
14 fr Mémoire insuffisante pour cette opération
14 it Memoria disponibile insufficiente per completare l'operazione
14 ru Недостаточно памяти для завершения операции
14 zh-CN 存储器不足，无法完成此操作
14 ja この操作を完了するのに十分な記憶域がありません
21 it Periferica non pronta
21 zh-CN 设备未就绪
21 ja デバイスの準備ができていません
21 ko 장치가 준비되지 않았습니다
22 it La periferica non riconosce il comando
22 ko 장치가 명령을 인식하지 않습니다
31 fr Un périphérique attaché au système ne fonctionne pas correctement
31 pt-BR Um dispositivo conectado ao sistema não está funcionando
31 pl Urządzenie dołączone do komputera nie działa
32 de Der Prozess kann nicht auf die Datei zugreifen, da sie von einem anderen Prozess verwendet wird
32 es El proceso no tiene acceso al archivo porque está siendo utilizado por otro proceso
32 pt-BR O arquivo já está sendo usado por outro processo
32 it Impossibile accedere al file. Il file è utilizzato da un altro processo
32 ru Процесс не может получить доступ к файлу, так как этот файл занят другим процессом
32 pl Proces nie może uzyskać dostępu do pliku, ponieważ jest on używany przez inny proces
32 nl Het proces heeft geen toegang tot het bestand omdat het door een ander proces wordt gebruikt
32 zh-CN 另一个程序正在使用此文件，进程无法访问
32 ko 다른 프로세스가 파일을 사용 중이기 때문에 프로세스가 액세스 할 수 없습니다
33 zh-CN 另一个程序已锁定文件的一部分，进程无法访问
50 de Die Netzwerkanforderung wird nicht unterstützt
50 fr Cette demande n’est pas prise en charge
50 pt-BR Não há suporte para o pedido
50 ru Такой запрос не поддерживается
50 zh-CN 不支持该请求
50 ja この要求はサポートされていません
50 ko 지원되지 않는 요청입니다
109 de Die Pipe wurde beendet
121 de Das Zeitlimit für die Semaphore wurde erreicht
121 fr Le délai de temporisation de sémaphore a expiré
121 es Se agotó el tiempo de espera del semáforo
121 ja セマフォがタイムアウトしました
122 es El área de datos transferida a una llamada del sistema es demasiado pequeña
122 it Area dati passata ad una chiamata al sistema troppo piccola
122 ru Область данных, переданная по системному вызову, слишком мала
122 ja システム コールに渡されるデータ領域が小さすぎます
122 ko 시스템 호출에 전달된 데이터 영역이 너무 작습니다
126 es No se puede encontrar el módulo especificado
126 it Impossibile trovare il modulo specificato
126 pl Nie można odnaleźć określonego modułu
126 ja 指定されたモジュールが見つかりません
126 ko 지정된 모듈을 찾을 수 없습니다
127 de Die angegebene Prozedur wurde nicht gefunden
127 es No se encontró el proceso especificado
127 ru Не найдена указанная процедура
127 zh-CN 找不到指定的程序
127 ja 指定されたプロシージャが見つかりません
127 ko 지정된 프로시저를 찾을 수 없습니다
170 ru Требуемый ресурс занят
170 zh-CN 请求的资源在使用中
170 ja 要求されたリソースは使用中です
183 de Eine Datei kann nicht erstellt werden, wenn sie bereits vorhanden ist
183 fr Impossible de créer un fichier déjà existant
183 es No se puede crear un archivo que ya existe
231 fr Toutes les instances des canaux de communication sont occupées
231 it Tutte le istanze della pipe sono impegnate
231 ru Все копии канала заняты
231 zh-CN 所有的管道实例都在使用中
231 ja すべてのパイプ インスタンスがビジーです
232 de Die Pipe wird gerade geschlossen
232 fr Le canal de communication est sur le point d’être fermé
232 es Se está cerrando la canalización
232 it Chiusura della pipe in corso
232 ru Идет закрытие канала
232 zh-CN 管道正在关闭中
232 ja パイプを閉じています
233 de Kein Prozess ist am anderen Ende der Pipe
233 fr Il n’y a pas de processus à l’autre extrémité du canal
233 it Nessun altro processo all'altra estremità della pipe
233 ru С обоих концов канала отсутствуют процессы
233 zh-CN 管道的另一端上无任何进程
233 ja パイプの他端にプロセスがありません
233 ko 파이프의 다른 끝에 프로세스가 없습니다
258 zh-CN 等待的操作过时
258 ja 待ち操作がタイムアウトになりました
299 it Richiesta ReadProcessMemory o WriteProcessMemory completata solo parzialmente
299 ja ReadProcessMemory 要求または WriteProcessMemory 要求の一部だけを完了しました
299 ko ReadProcessMemory 또는 WriteProcessMemory의 일부 작업만을 마쳤습니다
995 fr L’opération d’entrée/sortie a été abandonnée en raison de l’arrêt d’un thread ou à la demande d’une application
995 es La operación de E/S se anuló por una salida de subproceso o por una solicitud de aplicación
995 pt-BR A operação de E/S foi anulada devido a uma saída de thread ou a uma requisição de aplicativo
995 it Operazione di I/O terminata a causa dell'uscita dal thread oppure della richiesta di un'applicazione
995 pl Operacja We/Wy została przerwana z powodu zakończenia wątku lub żądania aplikacji
995 ko 스레드 종료 또는 응용 프로그램 요청 때문에 I/O 작업이 취소되었습니다
998 de Unzulässiger Zugriff auf einen Speicherbereich
998 fr L’accès à cet emplacement de la mémoire n’est pas valide
998 it Accesso a posizione di memoria non valido
998 ru Неверная попытка доступа к адресу памяти
998 ja メモリ ロケーションへのアクセスが無効です
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
1117 fr Impossible de satisfaire à la demande en raison d’une erreur de périphérique d’E/S
1117 it Impossibile eseguire la richiesta a causa di un errore di dispositivo I/O
1117 ru Запрос не был выполнен из-за ошибки ввода/вывода на устройстве
1117 zh-CN 因为 I/O 设备错误，所以无法运行此项请求
1167 fr Le périphérique n’est pas connecté
1168 en Element not found
1168 fr Élément introuvable
1450 ru Недостаточно системных ресурсов для завершения операции
1450 zh-CN 系统资源不足，无法完成请求的服务
1460 fr Cette opération s’est terminée car le délai d’attente a expiré
1460 ru Возврат из операции произошел из-за превышения времени ожидания
1460 zh-CN 由于超时时间已过，该操作返回
1784 fr Le tampon utilisateur fourni n’est pas valide pour l’opération demandée
1784 ru Имеющийся буфер не подходит для указанной операции
10038 es Se intentó realizar una operación en un elemento que no es un socket
10038 pt-BR Foi feita uma tentativa de operação em algo que não é um soquete
10038 pt-BR Foi tentada uma operação em algum item que não é um soquete
10038 ru Сделана попытка выполнить операцию на объекте, не являющемся сокетом
10038 ja ソケット以外のものに対して操作を実行しようとしました
10038 ko 소켓 이외의 개체에 작업을 시도했습니다
`

/** Sentences by code and language. */
export const reportedMessages = readMessages(sentences)
