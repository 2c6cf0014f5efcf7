using System.Collections.Immutable;

namespace KerberosGen.Testing.Generation;

/// <summary>Makes numbers of bytes and entries: none, one, few, many, and around where a prefix grows or is full.</summary>
internal sealed class SizeMaker(Random random, int size)
{
    private static readonly ImmutableArray<int> Edges = [126, 127, 128, 129, 253, 254, 255, 256, 257];
    private static readonly ImmutableArray<int> FarEdges = [16_382, 16_383, 16_384, 65_533, 65_535, 65_536];

    /// <summary>A number of bytes that is allowed, or null if none was found.</summary>
    /// <param name="allowed">True for what the length or its prefix can say.</param>
    /// <param name="asked">Numbers worth trying.</param>
    /// <param name="depth">Packets around this one.</param>
    public int? Bytes(Func<long, bool> allowed, ImmutableArray<long> asked, int depth) => Choose(allowed, asked, () => random.Next(100) switch
    {
        < 12 => 0,
        < 24 => 1,
        < 30 when depth == 0 && size > 20 => Edges[random.Next(Edges.Length)],
        < 31 when depth == 0 && size > 60 && random.Next(8) == 0 => FarEdges[random.Next(FarEdges.Length)],
        _ => random.Next(1 + (size / (1 + depth))),
    });

    /// <summary>A number of entries that is allowed, or null if none was found.</summary>
    /// <param name="allowed">True for what the count or its prefix can say.</param>
    /// <param name="asked">Numbers worth trying.</param>
    /// <param name="depth">Packets around this one.</param>
    public int? Entries(Func<long, bool> allowed, ImmutableArray<long> asked, int depth) => Choose(allowed, asked, () => random.Next(100) switch
    {
        < 15 => 0,
        < 30 => 1,
        < 45 => 2,
        < 47 when depth == 0 && size > 60 => Edges[random.Next(Edges.Length)],
        _ => random.Next(1 + (size / (8 * (1 + depth)))),
    });

    private int? Choose(Func<long, bool> allowed, ImmutableArray<long> asked, Func<int> candidate)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            long number = !asked.IsEmpty && random.Next(3) == 0 ? asked[random.Next(asked.Length)] : candidate();
            if (number is >= 0 and <= 70_000 && allowed(number))
                return (int)number;
        }

        for (int number = 0; number < 600; number++)
        {
            if (allowed(number))
                return number;
        }

        return null;
    }
}
