using System.Net.Sockets;
using KerberosGen.Protocol;
using Npgsql;

namespace KerberosGen.Databases;

/// <summary>What PostgreSQL or the way to it answered, as a sentence. Npgsql puts no connection string into its messages, and neither does this.</summary>
internal static class PostgresFailure
{
    /// <summary>True for the failures of a database, or of a file on the way to it such as that of PGPASSFILE: those to give to <see cref="Of"/>.</summary>
    public static bool IsOne(Exception failure) =>
        failure is NpgsqlException or SocketException or TimeoutException or InvalidCastException or FileNotFoundException;

    /// <summary>
    /// True if the connection broke rather than the statement: the server may have been restarted since the pool had the
    /// connection, and another connection may do.
    /// </summary>
    public static bool IsLostConnection(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        PostgresException => false,
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException { InnerException: IOException or SocketException } => true,
        _ => false,
    };

    /// <summary>The failure for the log.</summary>
    public static StoreFailedException Of(string database, Exception failure) => failure switch
    {
        PostgresException answer => new($"{database}: {answer.MessageText} (SQLSTATE {answer.SqlState}).", failure),
        NpgsqlException { InnerException: (SocketException or IOException or TimeoutException) and { } way } => new($"{database} does not answer: {way.Message.TrimEnd('.')}.", failure),
        NpgsqlException { Message: { } text } when text.Contains("password", StringComparison.OrdinalIgnoreCase) =>
            new($"{database}: {text.TrimEnd('.')}. Put it into the file that PGPASSFILE names, a line host:port:database:user:password.", failure),
        _ => new($"{database}: {failure.Message.TrimEnd('.')}.", failure),
    };
}
