using KerberosGen.Packets;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>A room, and who is in it.</summary>
internal sealed class Room(string name, (uint Address, ushort Port) endpoint, PrincipalId id)
{
    public string Name { get; } = name;

    public (uint Address, ushort Port) Endpoint { get; } = endpoint;

    public PrincipalId Id { get; } = id;

    public List<Member> Members { get; } = [];

    public ulong Sequence { get; set; }
}
