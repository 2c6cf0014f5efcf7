using System.CommandLine;
using KerberosGen.Cli.Completions;
using KerberosGen.Codec;

namespace KerberosGen.Kdc;

/// <summary>The names of principals, for whoever types one: those that a running KDC knows.</summary>
internal static class PrincipalNames
{
    /// <summary>Where there are more, nobody finds a name by looking through them, and reading them all takes its time.</summary>
    private const int MaxPrincipals = 10_000;

    private const string DirectoryVariable = "KERBEROSGEN_DATA";

    /// <summary>A KDC that does not answer, or stops to in the middle, must not hold up a shell.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The names that a command may be given: <c>enable</c> those that are disabled, <c>disable</c> those that are not. None if no KDC
    /// runs in the directory, if it has over 10000 of them, or if it does not answer. A name that does not look on a terminal as it
    /// is, or looks like an option, is left out.
    /// </summary>
    /// <param name="kind">Clients or services.</param>
    /// <param name="store">The options that say where the KDC is.</param>
    /// <param name="typed">What has been typed so far.</param>
    public static IReadOnlyList<string> Of(PrincipalKind kind, StoreOptions store, ParseResult typed)
    {
        Func<bool, bool> isWanted = typed.CommandResult.Command.Name switch
        {
            "add" => static _ => false,
            "enable" => static isDisabled => isDisabled,
            "disable" => static isDisabled => !isDisabled,
            _ => static _ => true,
        };
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            return ReadAsync(kind, TypedDirectory.Of(store.Data, DirectoryVariable, typed), isWanted, patience).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException or UnauthorizedAccessException)
        {
            // Whoever completes a word is told nothing but words.
            return [];
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(PrincipalKind kind, string directory, Func<bool, bool> isWanted, CancellationTokenSource patience)
    {
        CancellationToken cancellation = patience.Token;
        using HttpClient? kdc = await KdcAccess.FindRunningAsync(directory, cancellation);
        if (kdc is null)
            return [];
        var administration = new RemoteAdministration(kdc);
        IAsyncEnumerable<(string Name, bool IsDisabled)> principals = kind == PrincipalKind.Client
            ? administration.ReadClientsAsync(cancellation).Select(static row => (row.Name, row.Disabled))
            : administration.ReadServicesAsync(cancellation).Select(static row => (row.Name, row.Disabled));
        var names = new List<string>();
        int count = 0;
        await foreach ((string name, bool isDisabled) in principals)
        {
            if (++count > MaxPrincipals)
                return [];
            patience.CancelAfter(Patience);
            if (isWanted(isDisabled) && !name.StartsWith('-') && DisplayText.Escape(name) == name)
                names.Add(name);
        }

        return names;
    }
}
