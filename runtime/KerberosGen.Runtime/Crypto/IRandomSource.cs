namespace KerberosGen.Crypto;

/// <summary>Where randomness comes from: the platform, or a test's own sequence.</summary>
public interface IRandomSource
{
    /// <summary>Fills with random bytes. May be called by several threads at once.</summary>
    void Fill(Span<byte> destination);

    /// <summary>Fills with random bytes, none of them zero (protocol, 'Living with the original program').</summary>
    void FillWithoutZeros(Span<byte> destination)
    {
        Fill(destination);
        Span<byte> again = stackalloc byte[1];
        foreach (ref byte b in destination)
        {
            while (b == 0)
            {
                Fill(again);
                b = again[0];
            }
        }
    }
}
