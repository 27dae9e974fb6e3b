import { readMessages } from './message-table.ts'

/**
 * What the translations of Microsoft's list of system error codes say, where it is not among `windowsMessages`: for codes and
 * languages that those do not have, and in other words. Many of the translations were made by a machine, so Windows may
 * say it otherwise. One sentence a line: code, language, sentence; "%1" at the front is left out.
 * https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes, and the same page under /de-de/, /fr-fr/,
 * /it-it/, /es-es/, /pt-br/, /ru-ru/ and /zh-tw/.
 */
const sentences = `
1 zh-TW 不正確的函數
2 de Die angegebene Datei wurde nicht gefunden
2 it Non è possibile trovare il file specificato
2 es El sistema no encuentra el archivo especificado
3 fr Le système ne peut pas trouver le chemin spécifié
3 es el sistema no encuentra la ruta especificada
3 pt-BR O sistema não pode localizar o caminho especificado
3 zh-TW 系統找不到所指定的路徑
5 fr L’accès est refusé
5 zh-TW 存取遭到拒絕
6 pt-BR O manipulador é inválido
6 ru Дескриптор недействителен
8 de Für die Verarbeitung dieses Befehls sind nicht genügend Speicherressourcen verfügbar
8 fr Nombre de ressources mémoire disponibles insuffisant pour traiter cette commande
8 it Risorse di memoria insufficienti per elaborare il comando
8 es No hay recursos de memoria suficientes disponibles para procesar este comando
8 pt-BR Não há recursos de memória suficientes disponíveis para processar este comando
8 ru Недостаточно ресурсов памяти для обработки этой команды
8 zh-TW 沒有足夠的記憶體資源可用來處理此命令
11 fr Tentative de chargement d’un programme au format incorrect
11 it Tentativo di caricare un programma con un formato non corretto
11 pt-BR Foi feita uma tentativa de carregar um programa com um formato incorreto
11 zh-TW 嘗試載入了格式不正確的程式
14 de Für diesen Vorgang ist nicht genügend Speicher verfügbar
14 fr Espace de stockage insuffisant pour terminer cette opération
14 it Spazio di archiviazione insufficiente per completare questa operazione
14 es No hay suficiente almacenamiento disponible para completar esta operación
14 pt-BR Não há armazenamento suficiente disponível para concluir esta operação
14 ru Недостаточно свободного места для выполнения этой операции
14 zh-TW 沒有足夠的儲存空間可用來完成此操作
21 de Das Gerät ist nicht bereit
21 fr Le périphérique n’est pas prêt
21 it Il dispositivo non è pronto
21 es El dispositivo no está listo
21 pt-BR O dispositivo não está pronto
21 ru Устройство не готово
21 zh-TW 裝置未就緒
22 fr L’appareil ne reconnaît pas la commande
22 it Il dispositivo non riconosce il comando
22 pt-BR O dispositivo não reconhece o comando
22 ru Устройство не распознает команду
22 zh-TW 裝置無法辨識命令
24 de Das Programm hat einen Befehl ausgegeben, aber die Befehlslänge ist falsch
24 fr Le programme a émis une commande, mais la longueur de la commande est incorrecte
24 it Il programma ha eseguito un comando ma la lunghezza del comando non è corretta
24 es El programa emitió un comando, pero la longitud del comando es incorrecta
24 pt-BR O programa emitiu um comando, mas o comprimento do comando está incorreto
24 ru Программа выдала команду, но длина команды неверна
24 zh-TW 程式發出命令，但命令長度不正確
31 fr Un appareil attaché au système ne fonctionne pas
31 it Un dispositivo collegato al sistema non funziona
31 es Un dispositivo conectado al sistema no funciona
31 pt-BR Um dispositivo anexado ao sistema não está funcionando
31 ru Устройство, подключенное к системе, не работает
31 zh-TW 連接至系統的裝置無法運作
32 de Der Prozess kann nicht auf die Datei zugreifen, da sie bereits von einem anderen Prozess verwendet wird
32 fr Le processus ne peut pas accéder au fichier car ce fichier est utilisé par un autre processus
32 it Il processo non può accedere al file perché è in uso da un altro processo
32 es El proceso no puede obtener acceso al archivo porque otro proceso lo está utilizando
32 pt-BR O processo não pode acessar o arquivo porque ele está sendo usado por outro processo
32 zh-TW 由於已有另一個處理序正在使用該檔案，所以此處理序無法存取該檔案
33 de Der Prozess kann nicht auf die Datei zugreifen, da sie teilweise von einem anderen Prozess gesperrt ist
33 fr Le processus ne peut pas accéder au fichier, car un autre processus a verrouillé une partie du fichier
33 it Il processo non può accedere al file perché un altro processo ne ha bloccato una parte
33 es El proceso no puede obtener acceso al archivo porque otro proceso ha bloqueado una parte de este
33 pt-BR O processo não pode acessar o arquivo porque outro processo bloqueou uma parte dele
33 ru Процессу не удается получить доступ к файлу, так как другой процесс заблокировал часть этого файла
33 zh-TW 處理序無法存取檔案，因為其他處理序鎖定了該檔案的一部分
50 de Die Anforderung wird nicht unterstützt
50 fr La demande n'est pas prise en charge
50 it La richiesta non è supportata
50 es No se admite la solicitud
50 pt-BR A solicitação não terá suporte
50 ru Запрос не поддерживается
50 zh-TW 不支援此要求
87 de Der Parameter ist falsch
87 fr Le paramètre est incorrect
87 ru Неправильный параметр
109 de Die Pipe wurde beendet
109 fr Le canal est terminé
109 it La pipe è stata terminata
109 es Se ha finalizado la canalización
109 pt-BR O pipe foi encerrado
109 ru Канал завершен
109 zh-TW 已結束管道
121 de Der Timeoutzeitraum für das Semaphor ist abgelaufen
121 fr Le délai d’expiration du sémaphore a expiré
121 it Il periodo di timeout del semaforo è scaduto
121 es El período de tiempo de espera del semáforo ha expirado
121 pt-BR O período de tempoout do semáforo expirou
121 ru Истек период ожидания семафора
121 zh-TW 信號超時時間已過期
122 fr La zone de données passée à un appel système est insuffisante
122 it L'area dati passata a una chiamata di sistema è troppo piccola
122 es El área de datos pasada a una llamada del sistema es demasiado pequeña
122 pt-BR A área de dados passada para uma chamada do sistema é muito pequena
122 ru Область данных, переданная в системный вызов, слишком мала
122 zh-TW 傳遞給系統呼叫的資料區域太小
126 es No se pudo encontrar el módulo especificado
126 pt-BR O módulo especificado não pôde ser encontrado
126 zh-TW 找不到指定的模組
127 de Die angegebene Prozedur konnte nicht gefunden werden
127 fr La procédure spécifiée est introuvable
127 it Impossibile trovare la procedura specificata
127 es No se encontró el procedimiento especificado
127 pt-BR Não foi possível encontrar o procedimento especificado
127 ru Не удалось найти указанную процедуру
127 zh-TW 找不到指定的程式
170 de Die angeforderte Ressource wird verwendet
170 fr La ressource demandée est en cours d’utilisation
170 it La risorsa richiesta è in uso
170 es El recurso solicitado está en uso
170 pt-BR O recurso solicitado está em uso
170 ru Запрошенный ресурс уже используется
170 zh-TW 要求的資源正在使用中
193 de ist keine gültige Win32-Anwendung
193 it non è un'applicazione Win32 valida
193 ru не является допустимым приложением Win32
193 zh-TW 不是有效的 Win32 應用程式
231 de Alle Pipeinstanzen sind ausgelastet
231 fr Toutes les instances de canal sont occupées
231 it Tutte le istanze di pipe sono occupate
231 es Todas las instancias de canalización están ocupadas
231 pt-BR Todas as instâncias de pipe estão ocupadas
231 ru Все экземпляры канала заняты
231 zh-TW 所有管道實例都忙碌中
232 de Die Pipe wird geschlossen
232 fr Le canal est en cours de fermeture
232 it La pipe è in fase di chiusura
232 es Se está cierrando la canalización
232 pt-BR O pipe está sendo fechado
232 ru Канал закрывается
232 zh-TW 正在關閉管道
233 de Am anderen Ende der Pipe befindet sich kein Prozess
233 fr Aucun traitement à l'autre extrémité du canal
233 it Nessun processo si trova nell'altra estremità della pipe
233 es No hay ningún proceso en el otro extremo de la canalización
233 pt-BR Nenhum processo está na outra extremidade do pipe
233 ru Процесс отсутствует на другом конце канала
233 zh-TW 管道的另一端沒有進程
258 de Timeout bei Wartevorgang
258 fr Expiration du délai d'attente de l'opération d'attente
258 it Tempo di attesa scaduto
258 es Se agotó el tiempo de espera de la operación de espera
258 pt-BR A operação de espera expirou
258 ru Время операции ожидания истекло
258 zh-TW 等候作業逾時
299 de Nur ein Teil einer ReadProcessMemory- oder WriteProcessMemory-Anforderung wurde abgeschlossen
299 it È stata completata solo una parte di una richiesta ReadProcessMemory o WriteProcessMemory
299 es Solo se completó una parte de una solicitud ReadProcessMemory o WriteProcessMemory
299 pt-BR Somente parte de uma solicitação ReadProcessMemory ou WriteProcessMemory foi concluída
299 ru Завершена только часть запроса Реадпроцессмемори или Вритепроцессмемори
299 zh-TW 只有部分的 ReadProcessMemory 或 WriteProcessMemory 要求已完成
995 de Der e/a-Vorgang wurde aufgrund eines Thread Beendigungs-oder einer Anwendungsanforderung abgebrochen
995 fr L’opération d’e/s a été annulée en raison de la sortie d’un thread ou d’une demande de l’application
995 it L'operazione di I/O è stata interrotta a causa dell'uscita di un thread o di una richiesta dell'applicazione
995 es La operación de E/S se ha anulado debido a una salida de subproceso o a una solicitud de aplicación
995 pt-BR A operação de e/s foi anulada devido a uma saída de thread ou uma solicitação de aplicativo
995 ru Операция ввода-вывода прервана из-за завершения потока или запроса приложения
995 zh-TW I/o 作業因為執行緒結束或應用程式要求而中止
996 de Das überlappende e/a-Ereignis ist nicht in einem signalisierten Zustand
996 fr L’événement d’e/s avec chevauchement n’est pas dans un état signalé
996 it L'evento di I/O sovrapposto non è in uno stato segnalato
996 es El evento de E/S superpuesta no está en un estado señalado
996 pt-BR O evento de e/s sobreposto não está em um estado sinalizado
996 ru Перекрытое событие ввода-вывода не находится в сигнальном состоянии
996 zh-TW 重迭的 i/o 事件未處於已發出信號的狀態
998 de Ungültiger Zugriff auf den Speicherort des Speichers
998 fr Accès non valide à l’emplacement de la mémoire
998 it Accesso non valido alla posizione di memoria
998 es Acceso no válido a la ubicación de memoria
998 pt-BR Acesso inválido ao local da memória
998 ru Недопустимый доступ к расположению в памяти
998 zh-TW 存取記憶體位置無效
1117 de Die Anforderung konnte aufgrund eines E/A-Gerätefehlers nicht ausgeführt werden
1117 fr La requête n'a pas pu être exécutée en raison d'une erreur de périphérique d'E/S
1117 it Impossibile eseguire la richiesta a causa di un errore del dispositivo di I/O
1117 es La solicitud no se pudo realizar debido a un error de dispositivo de E/S
1117 pt-BR Não foi possível executar a solicitação devido a um erro de dispositivo de E/S
1117 ru Выполнить запрос невозможно из-за ошибки устройства ввода-вывода
1117 zh-TW 因為 I/O 裝置錯誤，所以無法執行要求
1167 de Das Gerät ist nicht verbunden
1167 fr L’appareil n’est pas connecté
1167 it Il dispositivo non è connesso
1167 es El dispositivo no está conectado
1167 pt-BR O dispositivo não está conectado
1167 zh-TW 裝置未連接
1400 ru Недопустимый маркер окна
1400 zh-TW 不正確視窗控制碼
1450 de Es sind nicht genügend Systemressourcen vorhanden, um den angeforderten Dienst fertig zu stellen
1450 fr Les ressources système sont insuffisantes pour terminer le service demandé
1450 it Risorse di sistema insufficienti per completare il servizio richiesto
1450 es Existen recursos del sistema insuficientes para completar el servicio solicitado
1450 pt-BR Existem recursos insuficientes do sistema para concluir o serviço solicitado
1450 ru Недостаточно системных ресурсов для завершения запрошенной службы
1450 zh-TW 沒有足夠的系統資源，無法完成要求的服務
1460 de Dieser Vorgang wurde wegen Zeitüberschreitung zurückgegeben
1460 fr Cette opération a été renvoyée car le délai d'attente a expiré
1460 it Questa operazione ha restituito perché il periodo di timeout è scaduto
1460 es Esta operación se devolvió porque expiró el período de tiempo de espera
1460 pt-BR Essa operação retornou porque o período de tempo expirado
1460 ru Эта операция возвращена, так как истек период ожидания
1460 zh-TW 因為超時時間已過，所以會傳回此作業
1784 de Der angegebene Benutzerpuffer ist für den angeforderten Vorgang ungültig
1784 fr La mémoire tampon de l’utilisateur fournie n’est pas valide pour l’opération demandée
1784 it Il buffer utente fornito non è valido per l'operazione richiesta
1784 es El búfer de usuario proporcionado no es válido para la operación solicitada
1784 pt-BR O buffer de usuário fornecido não é válido para a operação solicitada
1784 ru Указанный буфер пользователя недопустим для запрошенной операции
1784 zh-TW 提供的使用者緩衝區對要求的作業無效
10038 de Es wurde versucht, einen Vorgang für etwas auszuführen, das kein Socket ist
10038 fr Une opération a été tentée sur un qui n’est pas un Socket
10038 it Si è tentato di eseguire un'operazione su un elemento che non è un socket
10038 es Se intentó realizar una operación en algo que no es un socket
10038 pt-BR Uma operação foi tentada em algo que não é um soquete
10038 ru Предпринята попытка выполнить операцию для объекта, который не является сокетом
10038 zh-TW 嘗試對不是通訊端的某個作業進行作業
`

/** Sentences by code and language. */
export const documentedMessages = readMessages(sentences)
