namespace KerberosGen.Codec;

/// <summary>Adler-32 (RFC 1950). "123456789" gives 0x091E01DE.</summary>
public struct Adler32 : IChecksum
{
    private const uint Modulus = 65521;

    // As many bytes as two 32-bit sums can take before they must be reduced.
    private const int Batch = 5552;

    // Less one, so that the default value is the beginning.
    private uint _sumLessOne;
    private uint _sumOfSums;

    /// <inheritdoc/>
    public static string Name => "adler-32";

    /// <inheritdoc/>
    public readonly ulong Value => (_sumOfSums << 16) | ((_sumLessOne + 1) % Modulus);

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint sum = (_sumLessOne + 1) % Modulus;
        uint sumOfSums = _sumOfSums;
        while (!bytes.IsEmpty)
        {
            int taken = Math.Min(bytes.Length, Batch);
            foreach (byte b in bytes[..taken])
            {
                sum += b;
                sumOfSums += sum;
            }

            sum %= Modulus;
            sumOfSums %= Modulus;
            bytes = bytes[taken..];
        }

        _sumLessOne = (sum + Modulus - 1) % Modulus;
        _sumOfSums = sumOfSums;
    }
}
