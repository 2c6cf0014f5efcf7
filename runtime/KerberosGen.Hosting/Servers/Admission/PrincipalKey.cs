using System.Buffers.Binary;
using KerberosGen.Packets;

namespace KerberosGen.Hosting;

/// <summary>A principal's id and the source that asks in its name. Three numbers, so that there is no padding to be hashed.</summary>
/// <param name="First">The first eight bytes of the id.</param>
/// <param name="Last">The last eight bytes of the id.</param>
/// <param name="Source">The source, or 0 for all of them together.</param>
internal readonly record struct PrincipalKey(ulong First, ulong Last, ulong Source)
{
    public static PrincipalKey Of(PrincipalId id, ulong source) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(id.Bytes), BinaryPrimitives.ReadUInt64LittleEndian(id.Bytes[8..]), source);
}
