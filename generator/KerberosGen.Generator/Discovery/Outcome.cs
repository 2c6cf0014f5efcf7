using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Discovery;

/// <summary>
/// What came of a declaration, without the locations that are good for its own run only: this is kept from run to run.
/// </summary>
/// <param name="Name">The type's full name; null if another declaration stands for it, or if it is none.</param>
/// <param name="DomainType">Its spec, if it is a domain type without a mistake.</param>
/// <param name="Packet">Its spec, if it is a packet without a mistake.</param>
internal sealed record Outcome(string? Name, DomainTypeSpec? DomainType, PacketSpec? Packet)
{
    /// <summary>What stands for no declaration.</summary>
    public static readonly Outcome None = new(null, null, null);

    /// <summary>True for a packet, with or without a mistake.</summary>
    public bool IsPacket { get; init; }

    /// <summary>True for a packet that declares no fields.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True if there is something to report.</summary>
    public bool IsReported { get; init; }

    /// <summary>For a refused packet that can have members all the same: enough to give it those.</summary>
    public StubSpec? Stub { get; init; }

    public static Outcome Of(Parsed<DomainTypeSpec> parsed) => parsed.IsIgnored ? None : new Outcome(parsed.Name, parsed.Spec, null)
    {
        IsReported = !parsed.Diagnostics.IsEmpty,
    };

    public static Outcome Of(Parsed<PacketSpec> parsed) => parsed.IsIgnored ? None : new Outcome(parsed.Name, null, parsed.Spec)
    {
        IsPacket = true,
        IsOpen = parsed.IsOpen,
        IsReported = !parsed.Diagnostics.IsEmpty || parsed.Shared is not null,
        Stub = parsed.Stub,
    };
}
