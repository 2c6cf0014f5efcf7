namespace KerberosGen;

/// <summary>What a <see cref="UnixTimeAttribute">time</see> counts.</summary>
public enum UnixTimeUnit : byte
{
    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,
}
