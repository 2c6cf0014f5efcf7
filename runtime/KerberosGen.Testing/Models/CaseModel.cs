using KerberosGen.Layout;

namespace KerberosGen.Testing;

/// <summary>What stands in a union.</summary>
/// <param name="chosen">The union's row that the choosing field selects.</param>
/// <param name="value">What stands in it.</param>
public sealed class CaseModel(FieldLayout chosen, ValueModel value) : ValueModel
{
    /// <summary>The selected row of the union.</summary>
    public FieldLayout Case { get; } = chosen;

    /// <summary>What stands in it.</summary>
    public ValueModel Value { get; } = value;

    internal override void Print(ModelText text, FieldType? type)
    {
        text.Write($"{Case.Name}: ");
        Value.Print(text, Case.Type);
    }
}
