using System.Collections.Immutable;

namespace KerberosGen.EditLoop.Protocol;

/// <summary>One packet of the protocol, or one type that carries the same for another library.</summary>
/// <param name="Name">Its type's name.</param>
/// <param name="Summary">What it is for.</param>
/// <param name="Code">Its number among the messages; a structure within others has none.</param>
/// <param name="File">The file that declares it, which some types of its fields are named after.</param>
/// <param name="Fields">Its fields in their order on the wire.</param>
internal sealed record Message(string Name, string Summary, int? Code, int File, ImmutableArray<Field> Fields)
{
    /// <summary>The same with one more letter in the name of its first field, or without it again.</summary>
    public Message WithKeystroke()
    {
        Field first = Fields[0];
        string name = first.Name.EndsWith('x') ? first.Name[..^1] : first.Name + 'x';
        return this with { Fields = Fields.SetItem(0, first with { Name = name }) };
    }
}
