using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Data.Sqlite;

namespace KerberosGen.Databases;

/// <summary>A database of SQLite's. What SQLite puts beside it, -wal and -shm, gets its mode.</summary>
/// <param name="path">Its full path.</param>
/// <param name="user">Whose it is, for a sentence: <c>the KDC</c>.</param>
internal sealed class SqliteFile(string path, string user)
{
    private const int SqliteBusy = 5;
    private const int SqliteReadOnly = 8;
    private const int SqliteInputOutput = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    /// <summary>What another program, a backup for one, may hold the database up: seconds.</summary>
    private const int BusyTimeout = 5;

    /// <summary>Its full path.</summary>
    public string Path { get; } = path;

    /// <summary>Makes it if it is missing: empty, 0600.</summary>
    /// <exception cref="FileModeException">Others than its owner may read it.</exception>
    public void Prepare()
    {
        PrivateMode.Require(Path);
        if (!File.Exists(Path))
            AtomicFile.Open(Path, FileMode.OpenOrCreate).Dispose();
    }

    /// <summary>
    /// Opens a connection. Writes go to the write-ahead log, and a commit returns when they are on the disk
    /// (<c>synchronous=FULL</c>): what was committed survives a power failure.
    /// </summary>
    public SqliteConnection Connect(bool forWriting) => Connect(connection =>
    {
        if (forWriting)
            BeginLog(connection);
        else
            Run(connection, "PRAGMA query_only = ON;");
    });

    /// <summary>
    /// Opens the one connection that there is: as long as it is open no other may even read. It has changed nothing before
    /// <see cref="BeginLog"/>.
    /// </summary>
    /// <exception cref="StoreFailedException">It cannot be written.</exception>
    public SqliteConnection ConnectAlone() => Connect(connection =>
    {
        if (SQLitePCL.raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
            throw NotWritable("it is read-only");
        Run(connection, "PRAGMA locking_mode = EXCLUSIVE;");
    });

    /// <summary>Begins to keep what is written as <see cref="Connect(bool)"/> says. One that is alone keeps the log's index in memory: there is no -shm.</summary>
    /// <exception cref="StoreFailedException">There can be no log here.</exception>
    public void BeginLog(SqliteConnection connection)
    {
        if (Run(connection, "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;") is not "wal")
            throw new StoreFailedException($"{Path}: SQLite cannot keep a write-ahead log here. The directory must be on a local disk.");
    }

    /// <summary>Opens a connection to a file that nobody knows of yet: without a log, as the whole file is lost if this fails.</summary>
    public SqliteConnection ConnectToMake() => Connect(static connection => Run(connection, "PRAGMA synchronous = FULL; PRAGMA journal_mode = OFF;"));

    /// <summary>What SQLite answered, as a sentence with the file's name.</summary>
    public StoreFailedException Failure(SqliteException failure) => failure.SqliteErrorCode switch
    {
        SqliteBusy => new($"{Path}: another program has held the database for {BusyTimeout} seconds. Let it finish; {user} needs the file to itself.", failure),
        SqliteCorrupt or SqliteNotADatabase => Damaged(failure.Message.TrimEnd('.'), failure),
        SqliteFull => new($"{Path}: the disk is full; nothing was written.", failure),
        SqliteInputOutput => new($"{Path}: the disk failed, and nothing was written ({failure.Message.TrimEnd('.')}). See whether it is full or broken.", failure),
        SqliteReadOnly or SqliteCannotOpen => NotWritable(failure.Message.TrimEnd('.'), failure),
        _ => new($"{Path}: the database failed: {failure.Message}", failure),
    };

    /// <summary>What is to be done about a database that holds what was never written.</summary>
    public StoreFailedException Damaged(string what, Exception? inner = null) =>
        new($"{Path}: the database is damaged ({what}). Stop {user} and restore the file from its backup.", inner);

    /// <summary>What is to be done about a database that cannot be opened or written.</summary>
    public StoreFailedException NotWritable(string why, Exception? inner = null) =>
        new($"{Path}: {user} must be able to write this file and the directory it is in, and cannot ({why}). Give it the right to, and start again.", inner);

    private SqliteConnection Connect(Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusyTimeout,
        }.ConnectionString);
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
