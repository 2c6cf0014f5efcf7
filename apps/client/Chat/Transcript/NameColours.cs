using KerberosGen.Packets;

namespace KerberosGen.Client;

/// <summary>The colours of names: who wrote is seen by the client id, whatever name a message claims. Each can be read on black and on white.</summary>
internal static class NameColours
{
    /// <summary>Red, green and blue, a byte each, in <c>0xRRGGBB</c>: all of the 256 colours of xterm.</summary>
    public static IReadOnlyList<int> Palette { get; } =
        [0xd7005f, 0xaf5f00, 0x5f8700, 0x008700, 0x008787, 0x0087af, 0x005fff, 0x875fff, 0xaf00ff, 0xd700d7, 0xaf5f5f, 0xaf5faf];

    /// <summary>The index of a client's colour, the same on every run.</summary>
    public static int Of(PrincipalId client)
    {
        uint hash = 2166136261;
        foreach (byte part in client.Bytes)
            hash = (hash ^ part) * 16777619;
        return (int)(hash % (uint)Palette.Count);
    }
}
