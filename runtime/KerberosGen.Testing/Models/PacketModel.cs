using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Testing;

/// <summary>A packet's values, owned: a tree in the order of its layout table.</summary>
/// <param name="layout">The packet's table.</param>
/// <param name="fields">A model for each of its rows.</param>
public sealed class PacketModel(PacketLayout layout, ImmutableArray<FieldModel> fields) : ValueModel
{
    /// <summary>The packet's table.</summary>
    public PacketLayout Layout { get; } = layout;

    /// <summary>A model for each row of the table.</summary>
    public ImmutableArray<FieldModel> Fields { get; } = fields;

    /// <summary>Ignored padding at the packet's end, where an entry of a list or a sequence keeps it; otherwise empty, for zeros.</summary>
    public ImmutableArray<byte> Padding { get; init; } = [];

    /// <summary>What stands in a field, by its name on paper; null if it is absent.</summary>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public ValueModel? this[string field] => Fields[IndexOf(field)].Value;

    /// <summary>The number in a field, by its name on paper; 0 if it is absent.</summary>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public long Number(string field) => (this[field] as NumberModel)?.Low ?? 0;

    /// <summary>The same packet with another value in a field.</summary>
    /// <param name="field">The field's name on paper.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public PacketModel With(string field, ValueModel value)
    {
        int index = IndexOf(field);
        return With(index, value);
    }

    /// <summary>The same packet with another number in a field.</summary>
    /// <param name="field">The field's name on paper.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public PacketModel With(string field, long value) => With(field, NumberModel.Of(value));

    /// <summary>The packet as a tree, a line for each field.</summary>
    public override string ToString()
    {
        var text = new ModelText();
        Print(text, null);
        return text.ToString();
    }

    internal PacketModel With(int index, ValueModel? value) =>
        new(Layout, Fields.SetItem(index, Fields[index].With(value))) { Padding = Padding };

    internal override void Print(ModelText text, FieldType? type)
    {
        text.Write(Layout.Name);
        foreach (FieldModel field in Fields)
        {
            if (field.Value is { } value)
                text.Line($"{field.Layout.Name} = ", () => value.Print(text, field.Layout.Type));
            else
                text.Line($"{field.Layout.Name} is absent", static () => { });
        }
    }

    private int IndexOf(string field)
    {
        for (int i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].Layout.Name == field)
                return i;
        }

        throw new ArgumentException($"{Layout.Name} has no field '{field}': {string.Join(", ", Fields.Select(f => f.Layout.Name))}.", nameof(field));
    }
}
