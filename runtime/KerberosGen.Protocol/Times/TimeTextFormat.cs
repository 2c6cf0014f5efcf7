using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// The protocol's time text, <c>dd/MM/yy_HH:mm:ss</c>: 17 ASCII characters, to the second, years 2000 to 2099. In the
/// documented layout it is UTC; in the original one it is local time without a zone, so an hour that occurs twice has two
/// readings.
/// </summary>
public static class TimeTextFormat
{
    /// <summary>Writes a time as it reads in a zone.</summary>
    public static TimeText Format(DateTimeOffset time, TimeZoneInfo zone)
    {
        DateTime local = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        Span<byte> text = stackalloc byte[TimeText.Size];
        "00/00/00_00:00:00"u8.CopyTo(text);
        Put(text, 0, local.Day);
        Put(text, 3, local.Month);
        Put(text, 6, local.Year % 100);
        Put(text, 9, local.Hour);
        Put(text, 12, local.Minute);
        Put(text, 15, local.Second);
        TimeText.TryCreate(text, out TimeText result);
        return result;
    }

    /// <summary>Reads a time as it was written in a zone; false if the text is not a time, or a time that zone never had.</summary>
    public static bool TryParse(in TimeText text, TimeZoneInfo zone, out TimeReading reading)
    {
        reading = default;
        ReadOnlySpan<byte> t = text.Bytes;
        bool isTime = t[2] == '/' & t[5] == '/' & t[8] == '_' & t[11] == ':' & t[14] == ':';
        int day = Get(t, 0), month = Get(t, 3), year = Get(t, 6), hour = Get(t, 9), minute = Get(t, 12), second = Get(t, 15);
        if (!isTime || month is < 1 or > 12 || year < 0 || day < 1 || day > DateTime.DaysInMonth(2000 + year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        var local = new DateTime(2000 + year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            return false;
        if (zone.IsAmbiguousTime(local))
        {
            TimeSpan[] offsets = zone.GetAmbiguousTimeOffsets(local);
            reading = new TimeReading(new DateTimeOffset(local, offsets.Max()), new DateTimeOffset(local, offsets.Min()));
            return true;
        }

        var only = new DateTimeOffset(local, zone.GetUtcOffset(local));
        reading = new TimeReading(only, only);
        return true;
    }

    private static void Put(Span<byte> text, int at, int value)
    {
        text[at] = (byte)('0' + (value / 10));
        text[at + 1] = (byte)('0' + (value % 10));
    }

    private static int Get(ReadOnlySpan<byte> text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9 ? (tens * 10) + ones : -1;
    }
}
