using FsCheck;
using FsCheck.Fluent;

namespace KerberosGen.Runtime.Tests;

/// <summary>Random bytes and messages for the properties of this project.</summary>
public static class RandomChecks
{
    public static Gen<int> Seeds { get; } = Gen.Choose(0, int.MaxValue);

    public static void ForAll<T>(Gen<T> values, Action<T> law, int samples = 100) =>
        Prop.ForAll(values.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(samples));

    public static byte[] Bytes(Random random, int size)
    {
        byte[] bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }
}
