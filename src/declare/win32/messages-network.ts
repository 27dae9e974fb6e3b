import { readMessages } from './message-table.ts'

/**
 * Sentences of sockets, of networks and of programs that cannot be started, as Windows says them: the English ones as in
 * Microsoft's lists, https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2,
 * https://learn.microsoft.com/en-us/windows/win32/winhttp/error-messages and
 * https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes, shortened where the end is said in other words too;
 * the others as they were found in public files, whole or a part of them. Sentences that other systems say too are left out.
 * One sentence a line: code, language, sentence.
 */
const sentences = `
53 de Der Netzwerkpfad wurde nicht gefunden
53 fr Le chemin réseau n’a pas été trouvé
53 es No se ha encontrado la ruta de acceso de la red
53 it Impossibile trovare il percorso di rete
53 ru Не найден сетевой путь
53 zh-CN 找不到网络路径
53 zh-TW 找不到網路路徑
53 ja ネットワーク パスが見つかりません
53 ko 네트워크 경로를 찾을 수 없습니다
64 de Der angegebene Netzwerkname ist nicht mehr verfügbar
64 fr Le nom réseau spécifié n’est plus disponible
64 es El nombre de red especificado ya no está disponible
64 pt-BR O nome da rede especificado não está mais disponível
64 ru Указанное сетевое имя более недоступно
64 zh-CN 指定的网络名不再可用
64 ja 指定されたネットワーク名は利用できません
64 ko 지정된 네트워크 이름을 더 이상 사용할 수 없습니다
67 de Der Netzwerkname wurde nicht gefunden
67 fr Nom de réseau introuvable
67 es No se encuentra el nombre de red
67 ru Не найдено сетевое имя
67 zh-CN 找不到网络名
67 ja ネットワーク名が見つかりません
216 en is not compatible with the version of Windows you're running
216 fr n’est pas compatible avec la version de Windows actuellement exécutée
216 es no es compatible con la versión de Windows que está ejecutando
216 zh-CN 与你运行的 Windows 版本不兼容
216 zh-CN 与您运行的 Windows 版本不兼容
216 zh-TW 與您執行的 Windows 版本不相容
740 en The requested operation requires elevation
740 de Der angeforderte Vorgang erfordert erhöhte Rechte
740 fr L’opération demandée nécessite une élévation
740 es La operación solicitada requiere elevación
740 pt-BR A operação solicitada requer elevação
740 ru Запрошенная операция требует повышения
740 pl Żądana operacja wymaga podniesienia uprawnień
740 zh-CN 请求的操作需要提升
740 zh-TW 要求的作業需要提高的權限
740 ja 要求された操作には管理者特権が必要です
740 ko 요청한 작업을 수행하려면 권한 상승이 필요합니다
1067 en The process terminated unexpectedly
1067 de Der Prozess wurde unerwartet beendet
1067 fr Le processus s’est arrêté inopinément
1067 es El proceso terminó de forma inesperada
1067 ru Процесс был неожиданно завершен
1067 zh-CN 进程意外终止
1169 en There was no match for the specified key in the index
1219 en Multiple connections to a server or shared resource by the same user
1219 de Mehrfache Verbindungen zu einem Server oder einer freigegebenen Ressource von demselben Benutzer
1222 en The network is not present or not started
1223 en The operation was canceled by the user
1223 de Der Vorgang wurde durch den Benutzer abgebrochen
1223 ja この操作はユーザーによって取り消されました
1223 pt-BR A operação foi cancelada pelo usuário
1223 pl Operacja została anulowana przez użytkownika
1223 sv Åtgärden avbröts av användaren
1223 ko 사용자가 작업을 취소했습니다
1225 en The remote computer refused the network connection
1231 en The network location cannot be reached
1311 en There are currently no logon servers available to service the logon request
1355 en The specified domain either does not exist or could not be contacted
1392 en The file or directory is corrupted and unreadable
1618 en Another installation is already in progress
1722 de Der RPC-Server ist nicht verfügbar
1722 fr Le serveur RPC n’est pas disponible
1722 es El servidor RPC no está disponible
1722 pt-BR O servidor RPC não está disponível
1722 it Server RPC non disponibile
1722 ru Сервер RPC недоступен
1722 pl Serwer RPC jest niedostępny
1722 tr RPC sunucusu kullanılamıyor
1722 zh-CN RPC 服务器不可用
1722 ja RPC サーバーを利用できません
1722 ko RPC 서버를 사용할 수 없습니다
1723 en The RPC server is too busy to complete this operation
1727 en The remote procedure call failed and did not execute
1753 en There are no more endpoints available from the endpoint mapper
1787 en The SAM database on the Windows Server does not have a computer account for this workstation trust relationship
1789 en The trust relationship between this workstation and the primary domain failed
10013 en An attempt was made to access a socket in a way forbidden by its access permissions
10013 de Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig
10013 es Intento de acceso a un socket no permitido por sus permisos de acceso
10013 ru Сделана попытка доступа к сокету методом, запрещенным правами доступа
10013 zh-CN 以一种访问权限不允许的方式做了一个访问套接字的尝试
10013 ja アクセス許可で禁じられた方法でソケットにアクセスしようとしました
10014 en The system detected an invalid pointer address in attempting to use a pointer argument in a call
10035 en A non-blocking socket operation could not be completed immediately
10040 en A message sent on a datagram socket was larger than the internal message buffer
10042 en An unknown, invalid, or unsupported option or level was specified in a getsockopt or setsockopt call
10047 en An address incompatible with the requested protocol was used
10048 en Only one usage of each socket address (protocol/network address/port) is normally permitted
10048 de Normalerweise darf jede Socketadresse (Protokoll, Netzwerkadresse oder Anschluss) nur jeweils einmal verwendet werden
10048 fr Une seule utilisation de chaque adresse de socket (protocole/adresse réseau/port) est habituellement autorisée
10048 es Solo se permite un uso de cada dirección de socket (protocolo/dirección de red/puerto)
10048 pt-BR Normalmente é permitida apenas uma utilização de cada endereço de soquete
10048 it Di norma è consentito un solo utilizzo di ogni indirizzo di socket
10048 ru Обычно разрешается только одно использование адреса сокета
10048 zh-CN 通常每个套接字地址(协议/网络地址/端口)只允许使用一次
10048 zh-TW 一次只能用一個通訊端位址
10048 ja 通常、各ソケット アドレスに対してプロトコル、ネットワーク アドレス、またはポートのどれか 1 つのみを使用できます
10048 ko 각 소켓 주소(프로토콜/네트워크 주소/포트)는 하나만 사용할 수 있습니다
10049 en The requested address is not valid in its context
10049 de Die angeforderte Adresse ist in diesem Kontext ungültig
10049 fr L’adresse demandée n’est pas valide dans son contexte
10049 es La dirección solicitada no es válida en este contexto
10049 pt-BR O endereço solicitado não é válido no contexto
10049 ru Требуемый адрес для своего контекста неверен
10049 zh-CN 在其上下文中，该请求的地址无效
10049 zh-TW 內容中所要求的位址不正確
10049 ja 要求したアドレスのコンテキストが無効です
10051 en A socket operation was attempted to an unreachable network
10051 zh-CN 向一个无法连接的网络尝试了一个套接字操作
10053 en An established connection was aborted by the software in your host machine
10053 de Eine bestehende Verbindung wurde softwaregesteuert durch den Hostcomputer abgebrochen
10053 fr Une connexion établie a été abandonnée par un logiciel de votre ordinateur hôte
10053 es Se ha anulado una conexión establecida por el software en su equipo host
10053 pt-BR Uma conexão estabelecida foi anulada pelo software no computador host
10053 ru Программа на вашем хост-компьютере разорвала установленное подключение
10053 pl Nawiązane połączenie zostało przerwane przez oprogramowanie zainstalowane w komputerze-hoście
10053 zh-CN 主机中的软件中止了一个已建立的连接
10053 zh-TW 連線已被您主機上的軟體中止
10053 ja 確立された接続がホスト コンピューターのソウトウェアによって中止されました
10053 ko 현재 연결은 사용자의 호스트 시스템의 소프트웨어의 의해 중단되었습니다
10054 en An existing connection was forcibly closed by the remote host
10054 de Eine vorhandene Verbindung wurde vom Remotehost geschlossen
10054 fr Une connexion existante a dû être fermée par l’hôte distant
10054 es Se ha forzado la interrupción de una conexión existente por el host remoto
10054 pt-BR Foi forçado o cancelamento de uma conexão existente pelo host remoto
10054 it Connessione in corso interrotta forzatamente dall'host remoto
10054 ru Удаленный хост принудительно разорвал существующее подключение
10054 pl Istniejące połączenie zostało gwałtownie zamknięte przez zdalnego hosta
10054 zh-CN 远程主机强迫关闭了一个现有的连接
10054 zh-TW 遠端主機已強制關閉一個現存的連線
10054 ja 既存の接続はリモート ホストに強制的に切断されました
10054 ko 현재 연결은 원격 호스트에 의해 강제로 끊겼습니다
10055 en An operation on a socket could not be performed because the system lacked sufficient buffer space
10055 zh-CN 由于系统缓冲区空间不足或队列已满，不能执行套接字上的操作
10056 en A connect request was made on an already connected socket
10057 en A request to send or receive data was disallowed because the socket is not connected
10058 en A request to send or receive data was disallowed because the socket had already been shut down
10060 en A connection attempt failed because the connected party did not properly respond after a period of time
10060 de Ein Verbindungsversuch ist fehlgeschlagen, da die Gegenstelle nach einer bestimmten Zeitspanne nicht
10060 fr Une tentative de connexion a échoué car le parti connecté n’a pas répondu convenablement
10060 es Se produjo un error durante el intento de conexión ya que la parte conectada no respondió adecuadamente
10060 pt-BR Uma tentativa de conexão falhou porque o componente conectado não respondeu
10060 it Impossibile stabilire la connessione. Risposta non corretta della parte connessa
10060 ru Попытка установить соединение была безуспешной
10060 pl Próba połączenia nie powiodła się, ponieważ połączona strona nie odpowiedziała poprawnie
10060 zh-CN 由于连接方在一段时间后没有正确答复或连接的主机没有反应，连接尝试失败
10060 zh-TW 連線嘗試失敗，因為連線對象有一段時間並未正確回應
10060 ja 接続済みの呼び出し先が一定の時間を過ぎても正しく応答しなかったため、接続できませんでした
10060 ko 연결된 구성원으로부터 응답이 없어 연결하지 못했거나, 호스트로부터 응답이 없어 연결이 끊어졌습니다
10061 en No connection could be made because the target machine actively refused it
10061 de Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte
10061 fr Aucune connexion n’a pu être établie car l’ordinateur cible l’a expressément refusée
10061 es No se puede establecer una conexión ya que el equipo de destino denegó expresamente dicha conexión
10061 pt-BR Nenhuma conexão pôde ser feita porque a máquina de destino as recusou ativamente
10061 it Impossibile stabilire la connessione. Rifiuto persistente del computer di destinazione
10061 ru конечный компьютер отверг запрос на подключение
10061 pl Nie można nawiązać połączenia, ponieważ komputer docelowy aktywnie go odmawia
10061 zh-CN 由于目标计算机积极拒绝，无法连接
10061 zh-TW 無法連線，因為目標電腦拒絕連線
10061 ja 対象のコンピューターによって拒否されたため、接続できませんでした
10061 ko 대상 컴퓨터에서 연결을 거부했으므로 연결하지 못했습니다
10065 en A socket operation was attempted to an unreachable host
10065 zh-CN 套接字操作尝试一个无法连接的主机
10093 en Either the application has not called WSAStartup, or WSAStartup failed
11001 en No such host is known
11001 zh-CN 不知道这样的主机
12007 en The server name or address could not be resolved
12019 en The handle is in the wrong state for the requested operation
12029 en A connection with the server could not be established
12030 en The connection with the server was terminated abnormally
14001 en The application has failed to start because its side-by-side configuration is incorrect
14001 ru Не удалось запустить приложение, поскольку его параллельная конфигурация неправильна
14001 zh-CN 应用程序无法启动，因为应用程序的并行配置不正确
`

/** Sentences by code and language. */
export const networkMessages = readMessages(sentences)
