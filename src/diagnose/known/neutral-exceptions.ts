/**
 * Exceptions of languages that no call of Windows raises, by the last part of their names. A message that speaks of a
 * handle, a DLL or a code counts all the same; those in `ofNames` say nothing of a call even where they name a function.
 * https://docs.python.org/3/library/exceptions.html, https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects,
 * https://learn.microsoft.com/en-us/dotnet/standard/exceptions/, https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/package-summary.html
 */
export const neutralExceptions: ReadonlySet<string> = new Set([
  ...['AssertionError', 'AttributeError', 'EOFError', 'FloatingPointError', 'IndexError'],
  ...['KeyError', 'LookupError', 'UnboundLocalError', 'NotImplementedError', 'RecursionError'],
  ...['StopIteration', 'StopAsyncIteration', 'TypeError', 'UnicodeError', 'UnicodeDecodeError'],
  ...['UnicodeEncodeError', 'UnicodeTranslateError', 'ValueError', 'ZeroDivisionError'],
  ...['JSONDecodeError', 'CancelledError', 'ConfigError', 'ParseError', 'ParserError'],
  ...['ScannerError', 'ValidationError', 'BadZipFile', 'PickleError', 'UnpicklingError'],
  ...['RangeError', 'URIError', 'EvalError', 'AggregateError'],
  ...['ArgumentException', 'ArgumentNullException', 'ArgumentOutOfRangeException'],
  ...['FormatException', 'InvalidCastException', 'IndexOutOfRangeException'],
  ...['KeyNotFoundException', 'NotImplementedException', 'OperationCanceledException'],
  ...['AggregateException', 'TargetInvocationException'],
  ...['TaskCanceledException', 'JsonException', 'JsonReaderException', 'XmlException'],
  ...['JsonSerializationException', 'SqlException', 'SqliteException', 'DbUpdateException'],
  ...[
    'HttpRequestException',
    'DivideByZeroException',
    'RankException',
    'ArrayTypeMismatchException',
  ],
  ...['InvalidDataException', 'CultureNotFoundException', 'ConfigurationErrorsException'],
  ...['ValidationException', 'AutoMapperMappingException', 'RegexMatchTimeoutException'],
  ...['NullPointerException', 'IllegalArgumentException', 'IllegalStateException'],
  ...['NumberFormatException', 'ArrayIndexOutOfBoundsException', 'IndexOutOfBoundsException'],
  ...['StringIndexOutOfBoundsException', 'ClassCastException', 'ConcurrentModificationException'],
  ...['NoSuchElementException', 'UnsupportedOperationException', 'NegativeArraySizeException'],
  ...['SQLException', 'ParseException', 'DateTimeParseException', 'JsonParseException'],
  ...[
    'JsonMappingException',
    'SAXParseException',
    'MalformedURLException',
    'InputMismatchException',
  ],
  ...['CompletionException', 'ExecutionException', 'AssertionFailedError', 'ComparisonFailure'],
  ...['FrozenError', 'StopIterationError', 'FiberError', 'RegexpError', 'EncodingError'],
  ...['DivisionByZeroError', 'ArithmeticError', 'UnexpectedValueException'],
])

/** The same for what looks for names in modules and sources: a function that it names was not called. */
export const ofNames: ReadonlySet<string> = new Set([
  ...[
    'NameError',
    'KeyError',
    'ReferenceError',
    'SyntaxError',
    'IndentationError',
    'TabError',
    'ModuleNotFoundError',
  ],
  ...['NoMethodError', 'ClassNotFoundException', 'NoClassDefFoundError', 'NoSuchMethodError'],
  ...['NoSuchFieldError', 'NoSuchMethodException', 'MissingMethodException', 'TypeLoadException'],
  ...['ParameterBindingException', 'CommandNotFoundException', 'ParseException', 'ParserError'],
  ...['ParentContainsErrorRecordException', 'PSArgumentException', 'PropertyNotFoundException'],
])

/** Libraries that speak with other systems than Windows: whatever their exceptions are called. */
export const foreignModules: ReadonlySet<string> = new Set([
  ...['requests', 'urllib3', 'httpx', 'aiohttp', 'sqlalchemy', 'sqlite3', 'psycopg2', 'psycopg'],
  ...['pymysql', 'mysql', 'pymongo', 'redis', 'django', 'flask', 'jinja2', 'yaml', 'pydantic'],
  ...['pydantic_core', 'botocore', 'boto3', 'google', 'grpc', 'jwt', 'tensorflow', 'torch'],
  ...[
    'GuzzleHttp',
    'Doctrine',
    'Illuminate',
    'Npgsql',
    'Grpc',
    'Newtonsoft',
    'MongoDB',
    'AutoMapper',
  ],
  ...['MySqlConnector', 'StackExchange', 'ActiveRecord', 'JSON', 'Faraday', 'Nokogiri'],
])
