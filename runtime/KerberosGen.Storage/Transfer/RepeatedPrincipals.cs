using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace KerberosGen.Storage;

/// <summary>
/// Finds ids and names that a source has twice, by 16 bytes a principal: 64 bits of a hash each, sorted, tell which may be
/// repeated, and a second look at those few tells which are.
/// </summary>
public sealed class RepeatedPrincipals
{
    private readonly List<ulong> _marks = [];

    /// <summary>Notes a principal.</summary>
    public void Add(TransferredPrincipal principal)
    {
        _marks.Add(MarkOf(principal, isName: false));
        _marks.Add(MarkOf(principal, isName: true));
    }

    /// <summary>Looks at all of them together.</summary>
    /// <param name="source">Where they came from.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FileFormatException">Two have one id or one name.</exception>
    public async Task CheckAsync(IPrincipalSource source, CancellationToken cancellation)
    {
        _marks.Sort();
        HashSet<ulong> suspects = SuspectsOf(CollectionsMarshal.AsSpan(_marks));
        if (suspects.Count == 0)
            return;
        var firsts = new Dictionary<(bool IsClient, bool IsName, string Value), int>();
        await foreach (TransferredPrincipal principal in source.ReadAsync(cancellation).ConfigureAwait(false))
        {
            foreach (bool isName in (ReadOnlySpan<bool>)[false, true])
            {
                if (!suspects.Contains(MarkOf(principal, isName)))
                    continue;
                string value = isName ? principal.Name.ToString() : principal.Id.ToString();
                if (!firsts.TryAdd((principal.Client is not null, isName, value), principal.Line))
                    throw principal.Error(FormattableString.Invariant($"line {firsts[(principal.Client is not null, isName, value)]} has this {(isName ? "name" : "id")} already"));
            }
        }
    }

    private static HashSet<ulong> SuspectsOf(ReadOnlySpan<ulong> sorted)
    {
        var suspects = new HashSet<ulong>();
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
                suspects.Add(sorted[i]);
        }

        return suspects;
    }

    private static ulong MarkOf(TransferredPrincipal principal, bool isName)
    {
        Span<byte> text = stackalloc byte[256], hash = stackalloc byte[SHA256.HashSizeInBytes];
        text[0] = (byte)((principal.Client is null ? 0 : 1) | (isName ? 2 : 0));
        int size = isName ? Copy(principal.Name.Utf8, text[1..]) : Copy(principal.Id.Bytes, text[1..]);
        SHA256.HashData(text[..(1 + size)], hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}
