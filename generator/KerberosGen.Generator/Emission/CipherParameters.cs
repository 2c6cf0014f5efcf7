using System;
using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Emission;

/// <summary>
/// What the parameters of a packet's <c>Seal</c> and <c>TryOpen</c> are called: after the roles and fields, and kept apart by a
/// suffix where these would meet.
/// </summary>
internal sealed class CipherParameters
{
    /// <summary>The one local beside the parameters.</summary>
    public const string Opened = "opened";

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { Opened };
    private readonly Dictionary<string, string> _ciphers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ivs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _plaintexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _buffers = new(StringComparer.Ordinal);

    public CipherParameters(PacketSpec spec, List<FieldSpec> fields)
    {
        Roles = fields.Select(f => f.Encryption!.Role).Distinct().ToList();
        Ivs = fields.Select(f => spec.Fields.First(iv => iv.Name == f.Encryption!.IvField)).Distinct().ToList();
        foreach (string role in Roles)
            _ciphers[role] = Take(Names.Plain(Names.Parameter(role)) + "Cipher", "Key");
        foreach (FieldSpec iv in Ivs)
            _ivs[iv.Name] = Take(Names.Parameter(spec, iv), "Iv");
        foreach (FieldSpec field in fields)
        {
            _plaintexts[field.Name] = Take(Names.Parameter(spec, field), "Plaintext");
            if (field.Size is null)
                _buffers[field.Name] = Take(Names.Plain(_plaintexts[field.Name]) + "Buffer", "Bytes");
        }

        Mac = Take("ivMac", "Key");
        Header = Take("header", "Packet");
        Associated = Take("associated", "Data");
        Made = Take("made", "Iv");
        Padded = Take("padded", "Packet");
        IsProved = Take("isProved", "Iv");
    }

    public List<string> Roles { get; }

    public List<FieldSpec> Ivs { get; }

    public string Mac { get; }

    public string Header { get; }

    /// <summary>The header's type parameter.</summary>
    public string HeaderType => "THeader";

    public string Associated { get; }

    public string Made { get; }

    public string Padded { get; }

    public string IsProved { get; }

    public string CipherOf(string role) => _ciphers[role];

    public string IvOf(string field) => _ivs[field];

    public string PlaintextOf(FieldSpec field) => _plaintexts[field.Name];

    public string BufferOf(FieldSpec field) => _buffers[field.Name];

    private string Take(string preferred, string suffix)
    {
        string name = preferred;
        while (!_taken.Add(name))
            name = Names.Plain(name) + suffix;
        return name;
    }
}
