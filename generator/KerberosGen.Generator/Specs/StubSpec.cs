namespace KerberosGen.Generator.Specs;

/// <summary>
/// A packet that was refused: enough of it to give the type its members, so that one mistake shows one error and not one more for
/// each place that uses the type. Only for a partial struct that is neither generic nor nested.
/// </summary>
/// <param name="Type">The type.</param>
/// <param name="Kind">Where it stands.</param>
/// <param name="Code">For a message: the code; null if it has none that is valid.</param>
/// <param name="IsRefStruct">True if it is declared as a <c>ref struct</c>.</param>
/// <param name="Taken">Names of the members that the declaration has itself.</param>
internal sealed record StubSpec(TypeName Type, PacketKind Kind, int? Code, bool IsRefStruct, EquatableArray<string> Taken);
