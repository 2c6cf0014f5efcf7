using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.WireChanges;

/// <summary>One thing that the declarations and <c>packets.spec</c> say differently. Holds no symbol, syntax or compilation.</summary>
/// <param name="Id">Of the diagnostic.</param>
/// <param name="Arguments">What its message quotes.</param>
/// <param name="SpecLine">The line of the file, from 1.</param>
internal sealed record WireChange(string Id, EquatableArray<string> Arguments, int SpecLine)
{
    /// <summary>The full name of the type that it is about; null if there is no such declaration.</summary>
    public string? Type { get; init; }

    /// <summary>The field that it is about, as source spells it; null if it is about the type.</summary>
    public string? Field { get; init; }

    /// <summary>For a field of the file: how a declaration writes it; null if the file alone does not say enough.</summary>
    public string? Declaration { get; init; }

    /// <summary>For a field of the file: its use there.</summary>
    public string Use { get; init; } = "";

    /// <summary>For a field of the file: the declared field that follows it there; null if it is the last.</summary>
    public string? Next { get; init; }

    /// <summary>The names under which a code fix finds these.</summary>
    public const string DeclarationKey = "Declaration", UseKey = "Use", NextKey = "Next";
}
