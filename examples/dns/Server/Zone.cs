namespace KerberosGen.Examples.Dns;

/// <summary>The records that a server owns.</summary>
/// <param name="records">The records.</param>
public sealed class Zone(IReadOnlyList<ZoneRecord> records)
{
    /// <summary>The record that says how the zone is kept, or null.</summary>
    public ZoneRecord? Authority { get; } = records.FirstOrDefault(static r => r.Type == RecordType.Soa);

    /// <summary>True if there is any record of the name.</summary>
    public bool Knows(string name) => records.Any(r => r.Name == name);

    /// <summary>The records of a name that answer a question, other names followed first: RFC 1034, section 4.3.2.</summary>
    public IReadOnlyList<ZoneRecord> Find(string name, RecordType type)
    {
        var found = new List<ZoneRecord>();
        while (true)
        {
            found.AddRange(records.Where(r => r.Name == name && (r.Type == type || type == RecordType.Any)));
            ZoneRecord? alias = records.FirstOrDefault(r => r.Name == name && r.Type == RecordType.Cname);
            if (alias is null || found.Contains(alias))
                return found;
            found.Add(alias);
            name = alias.Data;
        }
    }
}
