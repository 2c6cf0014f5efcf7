using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Testing;

/// <summary>A model's bytes, and which field stands where.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Fields">Every field that is there, those of nested packets and of entries too, in wire order.</param>
public sealed record EncodedPacket(ImmutableArray<byte> Bytes, ImmutableArray<EncodedField> Fields);

/// <summary>Where a field stands.</summary>
/// <param name="Path">Names from the outermost packet inwards, such as <c>entries[2].name</c>.</param>
/// <param name="Layout">Its row in its own packet's table.</param>
/// <param name="Offset">Bytes from the outermost packet's start, behind the padding; of a bit field, to its integer.</param>
/// <param name="Size">Bytes it takes, with its prefix; of a bit field, those of its integer.</param>
public sealed record EncodedField(string Path, FieldLayout Layout, int Offset, int Size);
