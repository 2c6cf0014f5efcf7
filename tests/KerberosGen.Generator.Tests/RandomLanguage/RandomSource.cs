namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>Choices, from one seed.</summary>
internal sealed class RandomSource(int seed)
{
    public Random Random { get; } = new(seed);

    public bool Chance(int oneIn) => Random.Next(oneIn) == 0;

    public T Pick<T>(params IReadOnlyList<T> items) => items[Random.Next(items.Count)];

    public int Next(int from, int to) => Random.Next(from, to);
}
