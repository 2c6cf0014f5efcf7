using KerberosGen.Crypto;
using KerberosGen.Protocol;

namespace KerberosGen.Databases;

/// <summary>
/// Brings a database and its stash file together. The database holds a value sealed under its master key, so that the wrong
/// stash is noticed at the start rather than at the first ticket.
/// </summary>
internal static class MasterKey
{
    private static ReadOnlySpan<byte> CheckValue => "KerberosGen KDC: the master key."u8;

    /// <summary>For a database that is being made: takes the stash, making it if it is missing, and gives the value to recognise it by.</summary>
    /// <param name="stash">The stash file.</param>
    /// <param name="notice">Is told if it was made.</param>
    /// <param name="check">What the database has to keep.</param>
    /// <exception cref="StoreFailedException">The stash cannot be used.</exception>
    public static KeySealer ForNewDatabase(string stash, Action<string> notice, out byte[] check)
    {
        using KeyMaterial key = StashFile.ReadOrMake(stash, notice);
        var sealer = new KeySealer(key);
        check = sealer.Seal(SealedKind.Check, default, CheckValue);
        return sealer;
    }

    /// <summary>For a database that is there: takes its stash, and never makes one.</summary>
    /// <param name="stash">The stash file.</param>
    /// <param name="database">What to call the database.</param>
    /// <param name="check">What the database has kept.</param>
    /// <exception cref="StoreFailedException">The stash is missing, is another database's, or cannot be used.</exception>
    public static KeySealer ForDatabase(string stash, string database, ReadOnlySpan<byte> check)
    {
        using KeyMaterial key = StashFile.Read(stash) ?? throw new StoreFailedException(
            $"{stash}: the stash file is missing, but the keys in {database} are sealed under its master key. Put it back from its backup, or name it with --stash.");
        var sealer = new KeySealer(key);
        using KeyMaterial? opened = sealer.Open(SealedKind.Check, default, check);
        if (opened is not null && opened.Bytes.SequenceEqual(CheckValue))
            return sealer;
        sealer.Dispose();
        throw new StoreFailedException(
            $"{stash}: the keys in {database} are sealed under another master key than this one. Name the stash file that belongs to it with --stash.");
    }
}
