using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KerberosGen.Databases;

/// <summary>
/// A statement that is compiled once and run again and again, with values from the stack: neither binding nor running it
/// allocates. (A <see cref="SqliteCommand"/> takes its values as objects, and a blob as an array.) Parameters count from 1,
/// columns from 0.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Compiles one statement for a connection, which must be open.</summary>
    /// <exception cref="SqliteException">SQLite refuses.</exception>
    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public PreparedStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public PreparedStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    public PreparedStatement Bind(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    public PreparedStatement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Rows changed, if it changes rows.</returns>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(_database);
    }

    /// <summary>Comes to the next row; false behind the last one, where it is ready to be run again.</summary>
    /// <exception cref="SqliteException">SQLite failed. It is ready to be run again.</exception>
    public bool Step()
    {
        int answer = raw.sqlite3_step(_statement);
        if (answer == raw.SQLITE_ROW)
            return true;
        try
        {
            if (answer != raw.SQLITE_DONE)
                Check(answer);
            return false;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Makes it ready to be run again, wherever it is.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a column, until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Check(int answer) => SqliteException.ThrowExceptionForRC(answer, _database);
}
