using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Crypto;

/// <summary>Hands out bytes that the test makes, and notes how many were asked for each time.</summary>
public sealed class ScriptedSource(Func<int, byte> byteAt) : IRandomSource
{
    private int _position;

    public List<int> Draws { get; } = [];

    public void Fill(Span<byte> destination)
    {
        Draws.Add(destination.Length);
        foreach (ref byte b in destination)
            b = byteAt(_position++);
    }
}
