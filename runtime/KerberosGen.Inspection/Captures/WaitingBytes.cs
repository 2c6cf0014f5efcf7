namespace KerberosGen.Inspection.Captures;

/// <summary>The first bytes of a flow, with the gaps between them, until it is known which way it goes.</summary>
internal sealed class WaitingBytes
{
    private const int PieceCost = 40;

    private List<(byte[] Bytes, long Gap)> _pieces = [];
    private int _nextLook = 1;

    /// <summary>Bytes that wait.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes of memory that they take.</summary>
    public int Held => Length + (PieceCost * _pieces.Capacity);

    /// <summary>True if a quarter more is there than at the last look: to look at each byte anew would take too long.</summary>
    public bool IsWorthALook => Length >= _nextLook;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _pieces.Add((bytes.ToArray(), 0));
        Length += bytes.Length;
    }

    public void AddGap(long size)
    {
        if (_pieces is [.., ([], var before)])
            _pieces[^1] = ([], before + size);
        else
            _pieces.Add(([], size));
    }

    /// <summary>The bytes without the gaps.</summary>
    public byte[] ToArray()
    {
        _nextLook = Length + (Length / 4) + 1;
        byte[] all = new byte[Length];
        int at = 0;
        foreach ((byte[] bytes, _) in _pieces)
        {
            bytes.CopyTo(all, at);
            at += bytes.Length;
        }

        return all;
    }

    public void DrainTo(IOrderedBytes output)
    {
        List<(byte[] Bytes, long Gap)> pieces = _pieces;
        _pieces = [];
        Length = 0;
        foreach ((byte[] bytes, long gap) in pieces)
        {
            if (gap > 0)
                output.Lose(gap);
            else
                output.Deliver(bytes);
        }
    }
}
