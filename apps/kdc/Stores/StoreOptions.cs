using System.CommandLine;
using System.CommandLine.Parsing;
using KerberosGen.Cli;
using KerberosGen.Databases;

namespace KerberosGen.Kdc;

/// <summary>The options that say where the principals are; every command of the KDC has them.</summary>
internal sealed class StoreOptions
{
    private const string NotAStore =
        "this is not files, sqlite or postgres: and a connection string such as postgres:Host=db.example;Database=kdc;Username=kdc.";

    private const string PasswordInSight =
        "a password in the argument list can be read by every user of this machine. Leave it out and put it into the file that PGPASSFILE names, "
        + "a line host:port:database:user:password; or give the whole store as KERBEROSGEN_STORE or in the configuration file.";

    /// <summary><c>--data</c></summary>
    public Option<DirectoryInfo> Data { get; } = SeedOptions.Data();

    /// <summary><c>--store</c></summary>
    public Option<string> Store { get; } = MakeStore();

    /// <summary><c>--stash</c></summary>
    public Option<FileInfo?> Stash { get; } = new("--stash")
    {
        Description = $"The master key under which sqlite and postgres seal keys; made with a new database. [default: {StashFile.FileName} in the --data directory]",
        HelpName = "file",
    };

    /// <summary>They, as the help shows them.</summary>
    public Option[] All => [Data, Store, Stash];

    /// <summary>What they ask for.</summary>
    public StoreChoice ChoiceOf(ParseResult parsed) =>
        new(parsed.GetValue(Data)!.FullName, parsed.GetValue(Store)!, parsed.GetValue(Stash)?.FullName);

    private static Option<string> MakeStore()
    {
        var option = new Option<string>("--store")
        {
            Description = "Principals in clients.txt and services.json, in kdc.db, or in a shared 'postgres:Host=db;Database=kdc' (password: PGPASSFILE).",
            HelpName = "files|sqlite|postgres:connection",
            DefaultValueFactory = static _ => StoreChoice.Files,
        };
        option.CompletionSources.Add(StoreChoice.Files, StoreChoice.Sqlite);
        option.Validators.Add(static result =>
        {
            foreach (Token token in result.Tokens)
            {
                if (ProblemOf(token.Value) is { } problem)
                    result.AddError($"--store: {problem}");
            }
        });
        return option;
    }

    /// <summary>What is wrong with a store's text. It is not quoted: it may hold a password.</summary>
    private static string? ProblemOf(string store)
    {
        if (store is StoreChoice.Files or StoreChoice.Sqlite)
            return null;
        if (!PostgresTarget.IsMeant(store))
            return NotAStore;
        if (!PostgresTarget.TryParse(store, out PostgresTarget? target, out string? problem))
            return problem;

        // What the environment or a file sets is parsed as if it were typed: what counts is what other users can see.
        return target.HasPassword && Array.Exists(Environment.GetCommandLineArgs(), argument => argument.Contains(store, StringComparison.Ordinal))
            ? PasswordInSight
            : null;
    }
}
