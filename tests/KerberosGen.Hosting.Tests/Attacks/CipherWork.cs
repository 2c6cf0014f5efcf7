namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>Work of block ciphers.</summary>
/// <param name="Ciphers">Ciphers that were made.</param>
/// <param name="Calls">Calls to one.</param>
/// <param name="Bytes">Bytes that went through them.</param>
internal readonly record struct CipherWork(long Ciphers, long Calls, long Bytes)
{
    public static CipherWork operator -(CipherWork left, CipherWork right) => new(left.Ciphers - right.Ciphers, left.Calls - right.Calls, left.Bytes - right.Bytes);

    public override string ToString() => $"{Ciphers} ciphers made, {Calls} calls, {Bytes} bytes";
}
