using System.Text;
using KerberosGen.Packets;
using Npgsql;
using NpgsqlTypes;

namespace KerberosGen.Databases;

/// <summary>The statements for one kind of principal.</summary>
internal abstract class PostgresStatements<T>
    where T : class
{
    private readonly string _select;

    /// <summary>Takes the table's name and its columns, <c>number</c> first.</summary>
    protected PostgresStatements(string table, string columns) => _select = $"SELECT {columns} FROM {table} ";

    /// <summary>Finds one by its id.</summary>
    public NpgsqlCommand ById(PrincipalId id) => Command(_select + "WHERE id = $1", Id(id));

    /// <summary>Finds one by its name.</summary>
    public NpgsqlCommand ByName(PrincipalName name) => Command(_select + "WHERE name = $1", Name(name));

    /// <summary>Finds one by its id, and keeps others from changing it.</summary>
    public NpgsqlCommand ToChange(PrincipalId id) => Command(_select + "WHERE id = $1 FOR UPDATE", Id(id));

    /// <summary>Reads those behind a row in the order of registration, 1,000 at most.</summary>
    public NpgsqlCommand Behind(long number) =>
        Command(_select + "WHERE number > $1 ORDER BY number LIMIT 1000", new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint });

    /// <summary>The principal of a row.</summary>
    public abstract T Read(NpgsqlDataReader reader);

    /// <summary>Adds one, if neither its name nor its id is taken; otherwise nothing is affected.</summary>
    public abstract NpgsqlCommand Insert(T principal);

    /// <summary>Writes what one was changed to.</summary>
    public abstract NpgsqlCommand Update(T principal);

    /// <summary>Removes one.</summary>
    public abstract NpgsqlCommand Delete(PrincipalId id);

    /// <summary>True if the one that is there can only be the one that was to be added.</summary>
    public abstract bool AreOne(T there, T added);

    /// <summary>A statement with its values.</summary>
    protected static NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var command = new NpgsqlCommand(sql);
        foreach (NpgsqlParameter value in values)
            command.Parameters.Add(value);
        return command;
    }

    /// <summary>An id: a UUID in the order of its hex text.</summary>
    protected static NpgsqlParameter Id(PrincipalId id) => new NpgsqlParameter<Guid> { TypedValue = GuidOf(id), NpgsqlDbType = NpgsqlDbType.Uuid };

    /// <summary>A name.</summary>
    protected static NpgsqlParameter Name(PrincipalName name) =>
        new NpgsqlParameter<string> { TypedValue = Encoding.UTF8.GetString(name.Utf8), NpgsqlDbType = NpgsqlDbType.Text };

    /// <summary>A sealed key.</summary>
    protected static NpgsqlParameter Blob(byte[] blob) => new NpgsqlParameter<byte[]> { TypedValue = blob, NpgsqlDbType = NpgsqlDbType.Bytea };

    /// <summary>Yes or no.</summary>
    protected static NpgsqlParameter Flag(bool value) => new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean };

    /// <summary>The UUID that an id is.</summary>
    protected static Guid GuidOf(PrincipalId id) => new(id.Bytes, bigEndian: true);

    /// <summary>The id that a row has in its second column.</summary>
    protected static PrincipalId IdOf(NpgsqlDataReader reader)
    {
        Span<byte> id = stackalloc byte[PrincipalId.Size];
        reader.GetGuid(1).TryWriteBytes(id, bigEndian: true, out _);
        return new PrincipalId(id);
    }
}
