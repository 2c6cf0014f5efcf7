using System.Collections.Immutable;
using System.Text;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>A namespace of declarations, in a form that can be made smaller piece by piece.</summary>
internal sealed record DeclaredSchema(string Namespace, ImmutableArray<DeclaredType> Types)
{
    public string Text => $"namespace {Namespace}\n{{\n{string.Concat(Types)}}}\n";
}

/// <summary>A declared type.</summary>
/// <param name="Head">What stands before the name: <c>ref partial struct</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record DeclaredType(string Head, string Name)
{
    public ImmutableArray<string> Words { get; init; } = [];

    public ImmutableArray<DeclaredField> Fields { get; init; } = [];

    /// <summary>What stands behind the fields: members that are no fields, or the values of an enum.</summary>
    public ImmutableArray<string> Rest { get; init; } = [];

    /// <summary>What stands behind the name, such as an enum's integer.</summary>
    public string Base { get; init; } = "";

    public override string ToString()
    {
        var text = new StringBuilder(string.Concat(Words.Select(static w => $"[{w}] ")));
        text.Append($"public {Head} {Name}{Base}");
        if (Fields.IsEmpty && Rest.IsEmpty && Words.Any(static w => w.StartsWith("Fixed", StringComparison.Ordinal)))
            return text.Append(";\n").ToString();
        text.Append("\n{\n");
        foreach (object member in Fields.Cast<object>().Concat(Rest))
            text.Append($"    {member}\n");
        return text.Append("}\n").ToString();
    }
}

/// <summary>A declared field.</summary>
internal sealed record DeclaredField(string Type, string Name)
{
    public ImmutableArray<string> Words { get; init; } = [];

    public DeclaredField With(params ReadOnlySpan<string> words) => this with { Words = [.. Words, .. words] };

    public override string ToString() => string.Concat(Words.Select(static w => $"[{w}] ")) + $"public {Type} {Name};";
}
