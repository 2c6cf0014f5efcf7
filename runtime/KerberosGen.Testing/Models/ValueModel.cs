using KerberosGen.Layout;

namespace KerberosGen.Testing;

/// <summary>
/// What stands in a field, owned: a <see cref="NumberModel"/>, <see cref="BytesModel"/>, <see cref="EntriesModel"/>,
/// <see cref="CaseModel"/> or <see cref="PacketModel"/>. Packets may be ref structs, which no generator can make or keep.
/// </summary>
public abstract class ValueModel
{
    private protected ValueModel()
    {
    }

    internal abstract void Print(ModelText text, FieldType? type);
}
