using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Testing;

/// <summary>The entries of a list, a sequence or an array.</summary>
/// <param name="entries">The entries, in order.</param>
public sealed class EntriesModel(ImmutableArray<ValueModel> entries) : ValueModel
{
    /// <summary>The entries.</summary>
    public ImmutableArray<ValueModel> Entries { get; } = entries;

    internal override void Print(ModelText text, FieldType? type)
    {
        text.Write($"{Entries.Length} {(Entries.Length == 1 ? "entry" : "entries")}");
        for (int i = 0; i < Entries.Length; i++)
        {
            int index = i;
            text.Line($"[{index}] ", () => Entries[index].Print(text, type?.Entry));
        }
    }
}
