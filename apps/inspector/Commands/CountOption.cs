using System.CommandLine;

namespace KerberosGen.Inspector.Commands;

/// <summary>The option that says how many to show, for every verb that can show fewer.</summary>
internal static class CountOption
{
    /// <summary>The option; what it takes is 1 at least.</summary>
    /// <param name="description">What is counted.</param>
    /// <param name="usual">What is meant where it is left out; null for no end.</param>
    public static Option<int?> Create(string description, int? usual = null)
    {
        var count = new Option<int?>("--count", "-n") { Description = description, HelpName = "COUNT" };
        if (usual is not null)
            count.DefaultValueFactory = _ => usual;
        count.Validators.Add(static result =>
        {
            if (result.Tokens is [var only] && (!int.TryParse(only.Value, out int value) || value < 1))
                result.AddError($"{result.IdentifierToken?.Value ?? "--count"} takes a number from 1 on.");
        });
        return count;
    }
}
