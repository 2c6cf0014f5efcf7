namespace KerberosGen.Generator.Discovery;

/// <summary>A number that stands for texts: FNV-1a over their characters, 64 bits.</summary>
internal struct Fingerprint
{
    private const ulong Prime = 0x0000_0100_0000_01B3;

    private ulong _value;

    public Fingerprint() => _value = 0xCBF2_9CE4_8422_2325;

    public readonly ulong Value => _value;

    public static ulong Of(string text)
    {
        var fingerprint = new Fingerprint();
        fingerprint.Add(text, 0, text.Length);
        return fingerprint.Value;
    }

    public void Add(string text, int start, int end)
    {
        ulong value = _value;
        for (int i = start; i < end; i++)
            value = (value ^ text[i]) * Prime;
        _value = value;
    }

    public void Add(ulong value)
    {
        for (int shift = 0; shift < 64; shift += 16)
            _value = (_value ^ (ushort)(value >> shift)) * Prime;
    }
}
