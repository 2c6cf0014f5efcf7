using KerberosGen.Databases;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>Opens the store that was chosen.</summary>
internal static class StoreOpener
{
    /// <summary>Opens it; the directory is made if it is missing.</summary>
    /// <param name="choice">Which one.</param>
    /// <param name="notice">Is told, in a sentence, what was made or mended, and what is doubtful.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">It cannot be opened; the message says why.</exception>
    /// <exception cref="InvalidOperationException">Files were chosen, or nothing was, where the directory has a database and no files.</exception>
    /// <exception cref="FileFormatException">A file of the seed's makes no sense.</exception>
    public static async Task<IPrincipalDatabase> OpenAsync(StoreChoice choice, Action<string> notice, CancellationToken cancellation)
    {
        Directory.CreateDirectory(choice.Directory);
        string stash = choice.Stash ?? Path.Combine(choice.Directory, StashFile.FileName);
        CheckTheOther(choice, notice);
        return choice.Store switch
        {
            StoreChoice.Files => SeedFileStore.Open(choice.Directory, TimeProvider.System, notice),
            StoreChoice.Sqlite => await SqliteStore.OpenAsync(choice.Directory, stash, notice, cancellation),
            _ when PostgresTarget.TryParse(choice.Store, out PostgresTarget? target, out _) =>
                await PostgresStore.OpenAsync(target, stash, notice, cancellation),
            _ => throw new InvalidOperationException("The store is none that the options allow."),
        };
    }

    /// <summary>
    /// Whoever begins with another store than the last time would find nobody registered, and not see why. Files are what nobody
    /// has to choose: they are refused then, as a choice that was forgotten.
    /// </summary>
    private static void CheckTheOther(StoreChoice choice, Action<string> notice)
    {
        bool hasFiles = File.Exists(Path.Combine(choice.Directory, "clients.txt")), hasDatabase = File.Exists(Path.Combine(choice.Directory, "kdc.db"));
        if (choice.Store == StoreChoice.Files && hasDatabase && !hasFiles)
            throw new InvalidOperationException(
                $"{choice.Directory} holds kdc.db and no clients.txt: say --store sqlite, or put it into kdc.json there. To begin anew with files, move kdc.db away first.");
        else if (choice.Store == StoreChoice.Sqlite && hasFiles && !hasDatabase)
            notice($"{choice.Directory} holds clients.txt, which --store files would use; --store sqlite starts without it. To move everyone: kdc export, then kdc import.");
    }
}
