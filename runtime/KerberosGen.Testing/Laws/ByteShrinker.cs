namespace KerberosGen.Testing.Laws;

/// <summary>Makes smaller bytes of bytes.</summary>
internal static class ByteShrinker
{
    private const int Most = 48;

    public static IEnumerable<byte[]> Shrink(byte[] bytes)
    {
        for (int part = bytes.Length / 2; part > 1; part /= 2)
        {
            yield return bytes[part..];
            yield return bytes[..^part];
        }

        for (int i = 0; i < Math.Min(bytes.Length, Most); i++)
            yield return [.. bytes[..i], .. bytes[(i + 1)..]];
        for (int i = 0; i < Math.Min(bytes.Length, Most); i++)
        {
            foreach (byte smaller in (byte[])[0, (byte)(bytes[i] / 2)])
            {
                if (smaller < bytes[i])
                    yield return [.. bytes[..i], smaller, .. bytes[(i + 1)..]];
            }
        }
    }
}
