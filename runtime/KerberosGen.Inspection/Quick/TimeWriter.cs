using System.Globalization;

namespace KerberosGen.Inspection.Quick;

/// <summary>Writes times in UTC (ISO 8601). Most have the second of the one before, so that only its fraction is new.</summary>
internal sealed class TimeWriter
{
    private const int TextSize = 19;
    private const int TickDigits = 7;

    private readonly byte[] _text = new byte[TextSize];
    private long _second = -1;

    /// <summary>Writes a time and its Z.</summary>
    /// <param name="ticks">Units of 100 ns since the year 1.</param>
    /// <param name="digits">Digits of the second's fraction, 0 to 7.</param>
    /// <param name="writer">Where to.</param>
    public void Write(long ticks, int digits, LineWriter writer)
    {
        long second = ticks / TimeSpan.TicksPerSecond;
        if (second != _second)
        {
            new DateTime(second * TimeSpan.TicksPerSecond).TryFormat(_text, out _, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            _second = second;
        }

        Span<byte> room = writer.Room(TextSize + 1 + TickDigits + 1);
        _text.CopyTo(room);
        int size = TextSize;
        if (digits > 0)
        {
            uint fraction = (uint)(ticks - (second * TimeSpan.TicksPerSecond));
            room[size] = (byte)'.';
            for (int i = TickDigits; i > 0; i--)
            {
                (fraction, uint digit) = Math.DivRem(fraction, 10);
                room[size + i] = (byte)('0' + digit);
            }

            size += 1 + digits;
        }

        room[size] = (byte)'Z';
        writer.Advance(size + 1);
    }
}
