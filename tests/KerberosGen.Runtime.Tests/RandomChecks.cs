using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace KerberosGen.Runtime.Tests;

/// <summary>
/// Runs a law over random values with FsCheck. A failure prints the sample and the seed, two numbers in brackets; with
/// <c>FSCHECK_REPLAY=seed,gamma</c> (or <c>seed,gamma,size</c>) in the environment the same values come again.
/// </summary>
public static class RandomChecks
{
    public static Gen<int> Seeds { get; } = Gen.Choose(0, int.MaxValue);

    public static void ForAll<T>(Gen<T> values, Action<T> law, int samples = 100) =>
        Prop.ForAll(values.ToArbitrary(), law).Check(Configuration(samples));

    public static byte[] Bytes(Random random, int size)
    {
        byte[] bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }

    private static Config Configuration(int samples)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(samples);
        if (Environment.GetEnvironmentVariable("FSCHECK_REPLAY") is not { Length: > 0 } replay)
            return config;
        ulong[] numbers = [.. replay.Split(',').Select(part => ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw new FormatException($"FSCHECK_REPLAY={replay}: it takes the two or three numbers of a failure, with commas between them."))];
        return numbers.Length > 2
            ? config.WithReplay(numbers[0], numbers[1], (int)numbers[2])
            : config.WithReplay(numbers[0], numbers[1]);
    }
}
